package io.mscale.tck.rules;

import java.util.List;

/** A network's shape. The ones tested expose errors in blocking, vector widths and special cases. */
public record NetworkShape(int inputs, List<Integer> hiddenWidths, int outputs) {

    /** The shapes of a rule that has a case for each. */
    static final List<NetworkShape> ALL = List.of(
            new NetworkShape(1, List.of(1), 1),
            new NetworkShape(1, List.of(3, 7), 1),
            new NetworkShape(2, List.of(17, 33), 1),
            new NetworkShape(3, List.of(5, 1, 9), 2),
            new NetworkShape(1, List.of(64, 31, 5), 1),
            new NetworkShape(2, List.of(8, 16, 8, 4), 3),
            new NetworkShape(7, List.of(4), 5),
            new NetworkShape(1, List.of(129, 65), 1));

    @Override
    public String toString() {
        return inputs + ", " + hiddenWidths + ", " + outputs;
    }
}
