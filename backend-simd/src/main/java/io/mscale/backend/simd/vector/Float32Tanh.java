package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * The hyperbolic tangent in single precision: the rational approximation of degree 13 / 6 that Eigen uses, off by less
 * than 5e-7.
 */
final class Float32Tanh implements Float32Activation {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    /** The approximation ends here. */
    private static final float END = 7.905311f;

    /**
     * From here on the result is 1 in single precision, and the slope 0. A slope that is 0 but for rounding would not do:
     * Adam makes a full step of it.
     */
    private static final float SATURATION = 9.02f;

    private static final float A1 = 0.0048935246f;
    private static final float A3 = 0.00063726195f;
    private static final float A5 = 1.48572235e-05f;
    private static final float A7 = 5.1222973e-08f;
    private static final float A9 = -8.604672e-11f;
    private static final float A11 = 2.000188e-13f;
    private static final float A13 = -2.7607684e-16f;
    private static final float B0 = 0.004893525f;
    private static final float B2 = 0.0022684347f;
    private static final float B4 = 0.00011853471f;
    private static final float B6 = 1.1982584e-06f;

    @Override
    public void apply(float[] z, float @Nullable [] g, int from, int to, double bound) {
        for (int i = from; i < to; i += LANES) {
            FloatVector argument = FloatVector.fromArray(SPECIES, z, i);
            FloatVector x = argument.max(-END).min(END);
            FloatVector t = x.mul(x);
            FloatVector p = FloatVector.broadcast(SPECIES, A13)
                    .fma(t, FloatVector.broadcast(SPECIES, A11))
                    .fma(t, FloatVector.broadcast(SPECIES, A9))
                    .fma(t, FloatVector.broadcast(SPECIES, A7))
                    .fma(t, FloatVector.broadcast(SPECIES, A5))
                    .fma(t, FloatVector.broadcast(SPECIES, A3))
                    .fma(t, FloatVector.broadcast(SPECIES, A1))
                    .mul(x);
            FloatVector q = FloatVector.broadcast(SPECIES, B6)
                    .fma(t, FloatVector.broadcast(SPECIES, B4))
                    .fma(t, FloatVector.broadcast(SPECIES, B2))
                    .fma(t, FloatVector.broadcast(SPECIES, B0));
            VectorMask<Float> saturated = argument.abs().compare(VectorOperators.GE, SATURATION);
            p.div(q).blend(x.max(-1f).min(1f), saturated).intoArray(z, i);
        }
        for (int i = from; g != null && i < to; i += LANES) {
            FloatVector h = FloatVector.fromArray(SPECIES, z, i);
            FloatVector slope = h.neg().fma(h, FloatVector.broadcast(SPECIES, 1));
            FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
        }
    }
}
