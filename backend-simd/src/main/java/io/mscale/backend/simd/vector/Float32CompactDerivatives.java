package io.mscale.backend.simd.vector;

import io.mscale.backend.simd.RowKernels;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The second and third derivatives of the curved activations in {@link Float32CompactSupport}, in single precision; where one
 * jumps, its value from the left.
 */
final class Float32CompactDerivatives {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();
    private static final int NEXT = RowKernels.NEXT;

    private static final float TURN = (float) (2 * Math.PI);
    private static final float SQUARED_TURN = (float) (4 * Math.PI * Math.PI);

    private Float32CompactDerivatives() {}

    /** -2 on [0, 1], then 0. */
    static void srelu(float[] z, int zFrom, float[] s, float[] d, int from, int count, int order) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, zFrom + i);
            FloatVector.zero(SPECIES)
                    .blend(-2, x.compare(VectorOperators.GT, 0))
                    .blend(0, x.compare(VectorOperators.GT, 1))
                    .intoArray(d, from + NEXT + i);
        }
        Arrays.fill(d, from + 2 * NEXT, from + 2 * NEXT + count, 0);
    }

    /** 2, -4 and 2, then 0. */
    static void phi(float[] z, int zFrom, float[] s, float[] d, int from, int count, int order) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, zFrom + i);
            FloatVector.zero(SPECIES)
                    .blend(2, x.compare(VectorOperators.GT, 0))
                    .blend(-4, x.compare(VectorOperators.GT, 1))
                    .blend(2, x.compare(VectorOperators.GT, 2))
                    .blend(0, x.compare(VectorOperators.GT, 3))
                    .intoArray(d, from + NEXT + i);
        }
        Arrays.fill(d, from + 2 * NEXT, from + 2 * NEXT + count, 0);
    }

    /**
     * With the v and w of {@link Float32CompactSupport#s2relu}, T = 2 pi, and sine and cosine those of T v:
     *
     * <pre>
     * s'' = (T^2 w + 2) sine + 4 T v cosine       s''' = T (T^2 w + 6) cosine - 6 T^2 v sine
     * </pre>
     */
    static void s2relu(float[] z, int zFrom, float[] s, float[] d, int from, int count, int order) {
        turns(z, zFrom, d, from + NEXT, count);
        for (int i = 0; i < count; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, zFrom + i);
            FloatVector v = x.sub(0.5f).max(-0.5f).min(0.5f);
            FloatVector scaled = v.mul(v).neg().add(0.25f).mul(SQUARED_TURN);
            int at = from + NEXT + i;
            FloatVector sine = FloatVector.fromArray(SPECIES, d, at);
            FloatVector cosine = FloatVector.fromArray(SPECIES, d, at + NEXT);
            scaled.add(2)
                    .mul(sine)
                    .add(v.mul(4 * TURN).mul(cosine))
                    .blend(0, x.compare(VectorOperators.LE, 0))
                    .blend(0, x.compare(VectorOperators.GT, 1))
                    .intoArray(d, at);
            scaled.add(6)
                    .mul(TURN)
                    .mul(cosine)
                    .sub(v.mul(6 * SQUARED_TURN).mul(sine))
                    .blend(0, x.compare(VectorOperators.LE, 0))
                    .blend(0, x.compare(VectorOperators.GT, 1))
                    .intoArray(d, at + NEXT);
        }
    }

    /** Sine and, {@link #NEXT} behind, cosine of 2 pi v, from those of half the angle. */
    private static void turns(float[] z, int zFrom, float[] to, int from, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, z, zFrom + i)
                    .sub(0.5f)
                    .max(-0.5f)
                    .min(0.5f);
            FloatVector t = v.mul(v);
            FloatVector sineTop = Float32Sine.LONG
                    ? FloatVector.broadcast(SPECIES, Float32Sine.S17)
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S15))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S13))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S11))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S9))
                    : FloatVector.broadcast(SPECIES, Float32Sine.S9);
            FloatVector halfSine = sineTop.fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S7))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S5))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S3))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S1))
                    .mul(v);
            FloatVector cosineTop = Float32Sine.LONG
                    ? FloatVector.broadcast(SPECIES, Float32Sine.C16)
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C14))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C12))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C10))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C8))
                    : FloatVector.broadcast(SPECIES, Float32Sine.C8);
            FloatVector halfCosine = cosineTop
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C6))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C4))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C2))
                    .fma(t, FloatVector.broadcast(SPECIES, 1));
            halfSine.mul(halfCosine).mul(2).intoArray(to, from + i);
            halfSine.mul(halfSine).mul(-2).add(1).intoArray(to, from + NEXT + i);
        }
    }
}
