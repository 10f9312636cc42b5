package io.mscale.api.task;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

        /** A name that ends in a unit in brackets; round ones after a blank only, because of names such as f(x). */
        private static final Pattern WITH_UNIT =
                Pattern.compile("(?s)(.*\\S)(?:\\s*\\[\\s*([^\\[\\]]*\\S)\\s*]|\\s+\\(\\s*([^()]*\\S)\\s*\\))\\s*");

        public Column {
            if (!(spread > 0) || !Double.isFinite(spread) || !Double.isFinite(centre)) {
                throw new IllegalArgumentException(
                        "column '" + name + "' cannot be scaled with centre " + centre + " and spread " + spread);
            }
        }

        /** The name without the unit at its end: {@code time} of {@code time [s]} and {@code time (s)}. */
        public String quantity() {
            Matcher matcher = WITH_UNIT.matcher(name);
            return matcher.matches() ? matcher.group(1) : name;
        }

        /** The unit at the end of the name: {@code s} of {@code time [s]} and {@code time (s)}; empty if there is none. */
        public String unit() {
            Matcher matcher = WITH_UNIT.matcher(name);
            return !matcher.matches() ? "" : matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
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
