package io.mscale.backend.simd.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * x Phi(x), with Phi the normal distribution function, in double precision. With r = 1 / (4 + |x|) and s = 1 - 8 r,
 * which runs from -1 to 1, Phi(-|x|) = r T(s) exp(-x^2 / 2), where T is interpolated at Chebyshev points with an
 * error below 1e-16.
 */
final class Float64Gelu extends Float64ExpActivation {

    private static final VectorSpecies<Double> SPECIES = Species.FLOAT64;
    private static final int LANES = SPECIES.length();

    private static final double DENSITY_AT_0 = 1 / Math.sqrt(2 * Math.PI);

    private static final double T0 = 0.7552851304157515;
    private static final double T1 = -0.6078966419718681;
    private static final double T2 = 0.38713740074225367;
    private static final double T3 = -0.18652185796141585;
    private static final double T4 = 0.0603965748880597;
    private static final double T5 = -0.00754018892903162;
    private static final double T6 = -0.0034796923049102086;
    private static final double T7 = 0.0016308180892672859;
    private static final double T8 = 0.00013334368793545636;
    private static final double T9 = -0.00023109297444638243;
    private static final double T10 = -1.9048142298049295e-06;
    private static final double T11 = 3.513850546119129e-05;
    private static final double T12 = 7.051936300544397e-07;
    private static final double T13 = -5.9083068981594456e-06;
    private static final double T14 = -6.056069728799733e-07;
    private static final double T15 = 1.0080583956837187e-06;
    private static final double T16 = 2.3963891839821786e-07;
    private static final double T17 = -1.471803695421496e-07;
    private static final double T18 = -5.8841652060496205e-08;
    private static final double T19 = 1.2871623051460823e-08;
    private static final double T20 = 7.2019340497878995e-09;

    @Override
    void apply(double[] z, double @Nullable [] g, double[] e, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i);
            VectorMask<Double> right = x.compare(VectorOperators.GT, 0);
            DoubleVector bell = DoubleVector.fromArray(SPECIES, e, i - from);
            DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
            DoubleVector r = one.div(x.abs().add(4));
            DoubleVector s = r.fma(DoubleVector.broadcast(SPECIES, -8), one);
            DoubleVector left = DoubleVector.broadcast(SPECIES, T20)
                    .fma(s, DoubleVector.broadcast(SPECIES, T19))
                    .fma(s, DoubleVector.broadcast(SPECIES, T18))
                    .fma(s, DoubleVector.broadcast(SPECIES, T17))
                    .fma(s, DoubleVector.broadcast(SPECIES, T16))
                    .fma(s, DoubleVector.broadcast(SPECIES, T15))
                    .fma(s, DoubleVector.broadcast(SPECIES, T14))
                    .fma(s, DoubleVector.broadcast(SPECIES, T13))
                    .fma(s, DoubleVector.broadcast(SPECIES, T12))
                    .fma(s, DoubleVector.broadcast(SPECIES, T11))
                    .fma(s, DoubleVector.broadcast(SPECIES, T10))
                    .fma(s, DoubleVector.broadcast(SPECIES, T9))
                    .fma(s, DoubleVector.broadcast(SPECIES, T8))
                    .fma(s, DoubleVector.broadcast(SPECIES, T7))
                    .fma(s, DoubleVector.broadcast(SPECIES, T6))
                    .fma(s, DoubleVector.broadcast(SPECIES, T5))
                    .fma(s, DoubleVector.broadcast(SPECIES, T4))
                    .fma(s, DoubleVector.broadcast(SPECIES, T3))
                    .fma(s, DoubleVector.broadcast(SPECIES, T2))
                    .fma(s, DoubleVector.broadcast(SPECIES, T1))
                    .fma(s, DoubleVector.broadcast(SPECIES, T0))
                    .mul(r)
                    .mul(bell);
            DoubleVector phi = left.blend(one.sub(left), right);
            x.mul(phi).intoArray(z, i);
            if (g != null) {
                DoubleVector slope = x.mul(DENSITY_AT_0).fma(bell, phi);
                DoubleVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
            }
        }
    }
}
