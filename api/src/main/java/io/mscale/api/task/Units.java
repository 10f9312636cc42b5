package io.mscale.api.task;

import java.util.List;

/**
 * The units of a user's data. A task scales them for the network; what people read is scaled back.
 *
 * @param inputs one for each input
 * @param outputs one for each output
 */
public record Units(List<Column> inputs, List<Column> outputs) {

    public Units {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * How one column is scaled: the network's number is (value - {@code centre}) / {@code spread}.
     *
     * @param name the column's name
     * @param centre the value that becomes 0
     * @param spread the distance from it that becomes 1, positive
     */
    public record Column(String name, double centre, double spread) {

        public Column {
            if (!(spread > 0) || !Double.isFinite(spread) || !Double.isFinite(centre)) {
                throw new IllegalArgumentException(
                        "column '" + name + "' cannot be scaled with centre " + centre + " and spread " + spread);
            }
        }

        /** The network's number for a value. */
        public double scaled(double value) {
            return (value - centre) / spread;
        }

        /** The value that the network's number stands for. */
        public double value(double scaled) {
            return centre + spread * scaled;
        }
    }
}
