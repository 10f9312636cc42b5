package io.mscale.backend.simd.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/** The hyperbolic tangent in double precision: with e = exp(-2 |x|) - 1 it is -e / (2 + e), with the sign of x. */
final class Float64Tanh extends Float64ExpActivation {

    private static final VectorSpecies<Double> SPECIES = Species.FLOAT64;
    private static final int LANES = SPECIES.length();

    @Override
    void exponents(double[] z, double[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            DoubleVector.fromArray(SPECIES, z, i).abs().mul(-2).intoArray(y, i - from);
        }
    }

    @Override
    void exponential(double[] y, int count) {
        Float64Exp.ofNegative(y, count, 1);
    }

    @Override
    void apply(double[] z, double @Nullable [] g, double[] e, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            LongVector sign =
                    DoubleVector.fromArray(SPECIES, z, i).reinterpretAsLongs().and(Long.MIN_VALUE);
            DoubleVector less1 = DoubleVector.fromArray(SPECIES, e, i - from);
            less1.abs()
                    .div(less1.add(2))
                    .reinterpretAsLongs()
                    .or(sign)
                    .reinterpretAsDoubles()
                    .intoArray(z, i);
        }
        for (int i = from; g != null && i < to; i += LANES) {
            DoubleVector h = DoubleVector.fromArray(SPECIES, z, i);
            DoubleVector slope = h.neg().fma(h, DoubleVector.broadcast(SPECIES, 1));
            DoubleVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
        }
    }
}
