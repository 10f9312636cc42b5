package io.mscale.backend.simd.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential function of non-positive numbers in double precision: exp(y) = 2^n exp(r), r = y - n ln 2, |r| at
 * most ln 2 / 2. exp(r) = 1 + r + r^2 (P2 + P3 r + ...), interpolated at Chebyshev points, with an error below 2e-17.
 */
final class Float64Exp {

    private static final VectorSpecies<Double> SPECIES = Species.FLOAT64;
    private static final int LANES = SPECIES.length();

    /** From this x on, exp(-x^2 / 2) and polynomials times it are negligible in double precision. */
    static final double FAR = 39;

    /** Arguments are clamped to this: exp of it is about 2^-1021, near the smallest normal number. */
    private static final double LEAST = -708;

    private static final double LOG2_E = 1.4426950408889634;

    /** Adding it rounds n to the nearest integer and leaves n + 1023, the exponent of 2^n, in the lowest bits. */
    private static final double ROUND = 0x1.8p52 + 1023;

    /**
     * ln 2 and its remainder. n times the first need not be exact: a fused multiply-add rounds the difference only.
     */
    private static final double LN2_HIGH = 0.6931471805599453;

    private static final double LN2_LOW = 2.3190468138462996e-17;

    private static final double P2 = 0.5000000000000001;
    private static final double P3 = 0.16666666666666669;
    private static final double P4 = 0.041666666666623824;
    private static final double P5 = 0.008333333333330039;
    private static final double P6 = 0.0013888888917367081;
    private static final double P7 = 0.00019841269863171557;
    private static final double P8 = 2.4801521057868204e-05;
    private static final double P9 = 2.7557268276905696e-06;
    private static final double P10 = 2.7620201591031547e-07;
    private static final double P11 = 2.5100472505694996e-08;

    private Float64Exp() {}

    /** Replaces the first {@code count} numbers y by exp(y), with an error of up to 2 units in the last place. */
    static void ofNegative(double[] y, int count) {
        ofNegative(y, count, 0);
    }

    /**
     * Replaces the first {@code count} numbers y by exp(y) - less, with less 0 or 1 and an error of up to 2 units in
     * the last place; that also holds for exp(y) - 1 near y = 0, where a subtraction would lose digits.
     */
    static void ofNegative(double[] y, int count, double less) {
        for (int i = 0; i < count; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, y, i).max(LEAST);
            DoubleVector rounded =
                    x.fma(DoubleVector.broadcast(SPECIES, LOG2_E), DoubleVector.broadcast(SPECIES, ROUND));
            DoubleVector power = rounded.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, 52)
                    .reinterpretAsDoubles();
            DoubleVector n = rounded.sub(ROUND);
            DoubleVector r = n.fma(
                    DoubleVector.broadcast(SPECIES, -LN2_LOW), n.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), x));
            DoubleVector p = r.fma(DoubleVector.broadcast(SPECIES, P11), DoubleVector.broadcast(SPECIES, P10))
                    .fma(r, DoubleVector.broadcast(SPECIES, P9))
                    .fma(r, DoubleVector.broadcast(SPECIES, P8))
                    .fma(r, DoubleVector.broadcast(SPECIES, P7))
                    .fma(r, DoubleVector.broadcast(SPECIES, P6))
                    .fma(r, DoubleVector.broadcast(SPECIES, P5))
                    .fma(r, DoubleVector.broadcast(SPECIES, P4))
                    .fma(r, DoubleVector.broadcast(SPECIES, P3))
                    .fma(r, DoubleVector.broadcast(SPECIES, P2));
            DoubleVector less1 = p.fma(r.mul(r), r);
            less1.fma(power, power.sub(less)).intoArray(y, i);
        }
    }
}
