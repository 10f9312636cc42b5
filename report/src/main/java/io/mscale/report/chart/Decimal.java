package io.mscale.report.chart;

import java.math.BigDecimal;
import java.util.stream.DoubleStream;

/**
 * A round number: a small integer times a power of ten. Logarithms and powers differ between JDKs in the last digit,
 * so {@link StrictMath} is used here, and values are parsed from their digits.
 *
 * @param digits 1, 2 or 5 where it bounds another number
 */
public record Decimal(long digits, int exponent) {

    /** Keeps rounding errors from pushing a round number to the next one. */
    private static final double TOLERANCE = 1e-9;

    private static final long[] ROUND = {1, 2, 5};

    /** The largest of 1, 2 and 5 times a power of ten that does not exceed a positive value. */
    public static Decimal below(double value) {
        int exponent = exponent(value);
        Decimal best = new Decimal(5, exponent - 1);
        for (long digits : ROUND) {
            Decimal candidate = new Decimal(digits, exponent);
            best = candidate.value() <= value * (1 + TOLERANCE) ? candidate : best;
        }
        return best;
    }

    /** The smallest of 1, 2 and 5 times a power of ten that is not below a positive value. */
    public static Decimal above(double value) {
        Decimal below = below(value);
        return below.value() >= value * (1 - TOLERANCE) ? below : below.next();
    }

    /** The next larger of 1, 2 and 5 times a power of ten. */
    Decimal next() {
        return digits == 5 ? new Decimal(1, exponent + 1) : new Decimal(digits == 1 ? 2 : 5, exponent);
    }

    public double value() {
        return Double.parseDouble(digits + "e" + exponent);
    }

    /** Plain notation without an exponent: 0.002, 500. */
    public String plain() {
        return BigDecimal.valueOf(digits)
                .scaleByPowerOfTen(exponent)
                .toPlainString()
                .replace('-', '\u2212');
    }

    /** The exponent of the largest power of ten that does not exceed a positive value. */
    static int exponent(double value) {
        return (int) Math.floor(StrictMath.log10(value) + TOLERANCE);
    }

    /** Whether a value can be drawn: axes must stay far from overflow and underflow. */
    public static boolean isDrawable(double value) {
        return Math.abs(value) < 1e300;
    }

    /** Whether a value can be drawn on a logarithmic axis. */
    public static boolean isDrawableLog(double value) {
        return value > 1e-300 && value < 1e300;
    }

    /** The smallest and the largest value, {@code {0, 1}} if there are none. */
    public static double[] range(DoubleStream values) {
        var summary = values.summaryStatistics();
        return summary.getCount() == 0 ? new double[] {0, 1} : new double[] {summary.getMin(), summary.getMax()};
    }
}
