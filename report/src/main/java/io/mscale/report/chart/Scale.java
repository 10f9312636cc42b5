package io.mscale.report.chart;

import io.mscale.results.number.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Maps values to positions on an axis. */
public sealed interface Scale {

    /** The position of a value: 0 at the start of the axis, 1 at its end, NaN if it is not on the axis. */
    double at(double value);

    List<Tick> ticks();

    /**
     * A mark on an axis.
     *
     * @param at its position, from 0 at the start of the axis to 1 at its end
     * @param label the number; empty for an unlabelled mark
     * @param exponent the power of ten that multiplies the number, set as a superscript; empty if there is none
     */
    record Tick(double at, String label, String exponent) {

        public boolean isLabelled() {
            return !label.isEmpty();
        }
    }

    /**
     * A linear scale.
     *
     * @param high the end of the axis, above {@code low}
     * @param step the distance between labelled values
     */
    record Linear(double low, double high, Decimal step) implements Scale {

        private static final int INTERVALS = 7;
        /** Smallest range relative to the values' magnitude; a narrower axis would show rounding errors. */
        private static final double NARROWEST = 1e-6;

        /** An axis with exactly that range. */
        public static Linear exactly(double from, double to) {
            double size = Math.max(Math.abs(from), Math.abs(to));
            double margin = to - from > size * NARROWEST ? 0 : size == 0 ? 1 : size / 2;
            double low = from - margin;
            double high = to + margin;
            return new Linear(low, high, Decimal.above((high - low) / INTERVALS * 0.99));
        }

        /** An axis that ends at round numbers and contains all drawable values. */
        public static Linear around(DoubleStream values) {
            double[] range = Decimal.range(values.filter(Decimal::isDrawable));
            Linear exact = exactly(range[0], range[1]);
            double step = exact.step.value();
            return new Linear(
                    Math.floor(exact.low / step + 1e-9) * step, Math.ceil(exact.high / step - 1e-9) * step, exact.step);
        }

        @Override
        public double at(double value) {
            return Decimal.isDrawable(value) ? (value - low) / (high - low) : Double.NaN;
        }

        @Override
        public List<Tick> ticks() {
            List<Tick> ticks = new ArrayList<>();
            long last = (long) Math.floor(high / step.value() + 1e-6);
            for (long i = (long) Math.ceil(low / step.value() - 1e-6); i <= last; i++) {
                Decimal number = new Decimal(i * step.digits(), step.exponent());
                ticks.add(new Tick(at(number.value()), label(number), ""));
            }
            return ticks;
        }

        private String label(Decimal number) {
            boolean plain = step.exponent() >= -4 && Math.max(Math.abs(low), Math.abs(high)) < 1e6;
            return plain ? number.plain() : Formats.error(number.value());
        }
    }

    /**
     * A logarithmic scale, labelled at powers of ten; an axis of at most two decades is also labelled at 2 and 5 times
     * a power of ten.
     *
     * @param low the start of the axis, positive
     * @param high its end, above {@code low}
     */
    record Log(double low, double high) implements Scale {

        /** Two decades, with room for rounding. */
        private static final double FEW_DECADES = 2.01;

        private static final int MOST_NUMBERS = 8;
        /** Any axis with this ratio contains a number: neighbours differ by a factor of at most 2.5 (from 2 to 5). */
        private static final double WITH_A_NUMBER = 2.6;

        /** An axis that ends at round numbers and contains all drawable values. */
        public static Log around(DoubleStream values) {
            double[] range = Decimal.range(values.filter(Decimal::isDrawableLog));
            Decimal low = Decimal.below(range[0] > 0 ? range[0] : 0.1);
            Decimal high = Decimal.above(range[1]);
            // A single round number gets the ones below and above it as ends.
            return low.equals(high)
                    ? new Log(
                            Decimal.below(low.value() / 1.1).value(),
                            high.next().value())
                    : new Log(low.value(), high.value());
        }

        /** An axis with exactly that range, or a slightly larger one if it would have no label. */
        public static Log exactly(double from, double to) {
            double margin = Math.max(1, StrictMath.sqrt(WITH_A_NUMBER / (to / from)));
            return new Log(from / margin, to * margin);
        }

        @Override
        public double at(double value) {
            return Decimal.isDrawableLog(value)
                    ? (StrictMath.log10(value) - StrictMath.log10(low)) / decades()
                    : Double.NaN;
        }

        @Override
        public List<Tick> ticks() {
            int stride = Math.max(1, (int) Math.ceil(decades() / MOST_NUMBERS));
            List<Tick> ticks = new ArrayList<>();
            for (int exponent = Decimal.exponent(low); exponent <= Decimal.exponent(high); exponent++) {
                for (int digits = 1; digits <= (stride == 1 ? 9 : 1); digits++) {
                    double at = at(new Decimal(digits, exponent).value());
                    boolean labelled = digits == 1
                            ? Math.floorMod(exponent, stride) == 0
                            : decades() <= FEW_DECADES && (digits == 2 || digits == 5);
                    if (at >= -1e-9 && at <= 1 + 1e-9) {
                        ticks.add(labelled ? number(at, digits, exponent) : new Tick(at, "", ""));
                    }
                }
            }
            return ticks;
        }

        private double decades() {
            return StrictMath.log10(high) - StrictMath.log10(low);
        }

        private Tick number(double at, int digits, int exponent) {
            if (low >= 1e-3 * (1 - 1e-9) && high <= 1e4 * (1 + 1e-9)) {
                return new Tick(at, new Decimal(digits, exponent).plain(), "");
            }
            String power = exponent < 0 ? "\u2212" + -exponent : "" + exponent;
            return new Tick(at, digits == 1 ? "10" : digits + "\u00d710", power);
        }
    }

    /**
     * A categorical scale: the first item is at 0, the next at 1, and each takes half a unit on either side.
     *
     * @param details more about each item, shown on demand; empty if there is nothing to add
     */
    record Places(List<String> names, List<String> details) implements Scale {

        public Places {
            names = List.copyOf(names);
            details = List.copyOf(details);
        }

        public static Places of(List<String> names) {
            return new Places(names, List.of());
        }

        @Override
        public double at(double value) {
            return (value + 0.5) / names.size();
        }

        @Override
        public List<Tick> ticks() {
            return IntStream.range(0, names.size())
                    .mapToObj(i -> new Tick(at(i), names.get(i), ""))
                    .toList();
        }
    }
}
