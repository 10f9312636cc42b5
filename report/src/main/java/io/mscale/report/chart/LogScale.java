package io.mscale.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A logarithmic scale, labelled at powers of ten; an axis of at most two decades is also labelled at 2 and 5 times a
 * power of ten.
 *
 * @param low the start of the axis, positive
 * @param high its end, above {@code low}
 */
public record LogScale(double low, double high) implements Scale {

    /** Two decades, with room for rounding. */
    private static final double FEW_DECADES = 2.01;

    private static final int MOST_NUMBERS = 8;

    /** Any axis with this ratio contains a number: neighbours differ by a factor of at most 2.5 (from 2 to 5). */
    private static final double WITH_A_NUMBER = 2.6;

    /** An axis that ends at round numbers and contains all drawable values. */
    public static LogScale around(DoubleStream values) {
        double[] range = Decimal.range(values.filter(Decimal::isDrawableLog));
        Decimal low = Decimal.below(range[0] > 0 ? range[0] : 0.1);
        Decimal high = Decimal.above(range[1]);
        return low.equals(high)
                ? new LogScale(low.previous().value(), high.next().value())
                : new LogScale(low.value(), high.value());
    }

    /** An axis with exactly that range, or a slightly larger one if it would have no label. */
    public static LogScale exactly(double from, double to) {
        double margin = Math.max(1, StrictMath.sqrt(WITH_A_NUMBER / (to / from)));
        return new LogScale(from / margin, to * margin);
    }

    @Override
    public double at(double value) {
        return Decimal.isDrawableLog(value)
                ? (StrictMath.log10(value) - StrictMath.log10(low)) / decades()
                : Double.NaN;
    }

    @Override
    public List<Tick> ticks() {
        int first = Decimal.exponent(low);
        int last = Decimal.exponent(high);
        int stride = Math.max(1, (int) Math.ceil(decades() / MOST_NUMBERS));
        boolean plain = low >= 1e-3 * (1 - 1e-9) && high <= 1e4 * (1 + 1e-9);
        List<Tick> ticks = new ArrayList<>();
        for (int exponent = first; exponent <= last; exponent++) {
            for (int digits = 1; digits <= (stride == 1 ? 9 : 1); digits++) {
                double at = at(new Decimal(digits, exponent).value());
                if (at < -1e-9 || at > 1 + 1e-9) {
                    continue;
                }
                boolean labelled = digits == 1
                        ? Math.floorMod(exponent, stride) == 0
                        : decades() <= FEW_DECADES && (digits == 2 || digits == 5);
                ticks.add(labelled ? number(at, digits, exponent, plain) : new Tick(at, "", ""));
            }
        }
        return ticks;
    }

    private double decades() {
        return StrictMath.log10(high) - StrictMath.log10(low);
    }

    private static Tick number(double at, int digits, int exponent, boolean plain) {
        if (plain) {
            return new Tick(at, new Decimal(digits, exponent).plain(), "");
        }
        String power = exponent < 0 ? "\u2212" + -exponent : "" + exponent;
        return new Tick(at, digits == 1 ? "10" : digits + "\u00d710", power);
    }
}
