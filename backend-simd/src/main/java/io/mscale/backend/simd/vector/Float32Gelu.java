package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * x Phi(x), Phi the normal distribution function, in single precision. With t = 1 / (1 + p |x|), Phi(-|x|) = P(t)
 * exp(-x^2 / 2), where P is a polynomial (Abramowitz and Stegun, 7.1.26; off by less than 1.5e-7 with rounding).
 */
final class Float32Gelu extends Float32ExpActivation {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    private static final float DENSITY_AT_0 = (float) (1 / Math.sqrt(2 * Math.PI));

    private static final float P = (float) (0.3275911 / Math.sqrt(2));
    private static final float A1 = 0.5f * 0.254829592f;
    private static final float A2 = 0.5f * -0.284496736f;
    private static final float A3 = 0.5f * 1.421413741f;
    private static final float A4 = 0.5f * -1.453152027f;
    private static final float A5 = 0.5f * 1.061405429f;

    @Override
    void apply(float[] z, float @Nullable [] g, float[] e, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i);
            VectorMask<Float> right = x.compare(VectorOperators.GT, 0);
            FloatVector bell = FloatVector.fromArray(SPECIES, e, i - from);
            FloatVector one = FloatVector.broadcast(SPECIES, 1);
            FloatVector t = one.div(x.abs().fma(FloatVector.broadcast(SPECIES, P), one));
            FloatVector left = FloatVector.broadcast(SPECIES, A5)
                    .fma(t, FloatVector.broadcast(SPECIES, A4))
                    .fma(t, FloatVector.broadcast(SPECIES, A3))
                    .fma(t, FloatVector.broadcast(SPECIES, A2))
                    .fma(t, FloatVector.broadcast(SPECIES, A1))
                    .mul(t)
                    .mul(bell);
            FloatVector phi = left.blend(one.sub(left), right);
            x.mul(phi).intoArray(z, i);
            if (g != null) {
                FloatVector slope = x.mul(DENSITY_AT_0).fma(bell, phi);
                FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
            }
        }
    }
}
