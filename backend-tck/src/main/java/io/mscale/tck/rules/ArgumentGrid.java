package io.mscale.tck.rules;

import io.mscale.api.Precision;
import io.mscale.reference.Rounding;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** The arguments that activations are tried at, and how far a value may be off there. */
final class ArgumentGrid {

    private static final double FAR = 700;
    private static final double NEAR = 4;

    private ArgumentGrid() {}

    /** From -700 to 700, dense near 0 where activations of compact support live, rounded to the precision. */
    static double[] in(Precision precision) {
        DoubleStream far = DoubleStream.iterate(-FAR, x -> x <= FAR, x -> x + 2.837);
        DoubleStream near = DoubleStream.iterate(-NEAR, x -> x <= NEAR, x -> x + 0.0173);
        return Rounding.round(precision, DoubleStream.concat(far, near).toArray());
    }

    /**
     * What the formula makes of an argument off by four roundings, and some roundings of the value itself. An activation
     * that is a sum of several terms is allowed a rounding of each.
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
