package io.mscale.tck.rules;

import io.mscale.api.Precision;
import io.mscale.reference.Rounding;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** Arguments at which activations are tested, and the error allowed there. */
final class ArgumentGrid {

    private static final double FAR = 700;

    /** Contains the supports of all activations with compact support; the widest is [0, 3]. */
    private static final double NEAR = 4;

    private ArgumentGrid() {}

    /** Arguments from -700 to 700, dense near 0 where activations have compact support, rounded to the precision. */
    static double[] in(Precision precision) {
        DoubleStream far = DoubleStream.iterate(-FAR, x -> x <= FAR, x -> x + 2.837);
        DoubleStream near = DoubleStream.iterate(-NEAR, x -> x <= NEAR, x -> x + 0.0173);
        return Rounding.round(precision, DoubleStream.concat(far, near).toArray());
    }

    /**
     * The allowed error: the change of the formula over an argument error of four roundings, plus 32 roundings of the
     * value, since activations may be sums of several terms.
     */
    static double allowance(double x, Precision precision, DoubleUnaryOperator formula) {
        double rounding = precision == Precision.FLOAT32 ? 0x1p-24 : 0x1p-53;
        double value = formula.applyAsDouble(x);
        double shift = 4 * rounding * Math.max(1, Math.abs(x));
        double above = Math.abs(formula.applyAsDouble(x + shift) - value);
        double below = Math.abs(formula.applyAsDouble(x - shift) - value);
        return Math.max(above, below) + 32 * rounding * Math.max(1, Math.abs(value));
    }
}
