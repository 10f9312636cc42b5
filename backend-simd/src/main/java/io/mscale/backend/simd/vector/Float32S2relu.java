package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * s2relu, sin(2 pi x) x (1 - x) on [0, 1] and 0 elsewhere, in single precision. With v = x - 1/2 kept within [-1/2, 1/2]
 *
 * <pre>
 * s2relu = -sin(2 pi v) w     slope = -2 pi cos(2 pi v) w + 2 v sin(2 pi v)     w = 1/4 - v^2
 * </pre>
 *
 * which are 0 at and beyond the ends by themselves. Sine and cosine are those of half the angle, which {@link Float32Sine}'s
 * polynomials cover: sin 2a = 2 sin a cos a, cos 2a = 1 - 2 sin^2 a.
 */
final class Float32S2relu implements Float32Activation {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    private static final float PI = (float) Math.PI;

    @Override
    public void value(float[] z, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector v =
                    FloatVector.fromArray(SPECIES, z, i).sub(0.5f).max(-0.5f).min(0.5f);
            FloatVector w = v.neg().fma(v, FloatVector.broadcast(SPECIES, 0.25f));
            FloatVector t = v.mul(v);
            FloatVector sineTop = Float32Sine.LONG
                    ? t.fma(
                                    FloatVector.broadcast(SPECIES, Float32Sine.S17),
                                    FloatVector.broadcast(SPECIES, Float32Sine.S15))
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
                    ? t.fma(
                                    FloatVector.broadcast(SPECIES, Float32Sine.C16),
                                    FloatVector.broadcast(SPECIES, Float32Sine.C14))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C12))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C10))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C8))
                    : FloatVector.broadcast(SPECIES, Float32Sine.C8);
            FloatVector halfCosine = cosineTop
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C6))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C4))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C2))
                    .fma(t, FloatVector.broadcast(SPECIES, 1));
            FloatVector sine = halfSine.mul(halfCosine).mul(2);
            sine.mul(w).neg().intoArray(z, i);
        }
    }

    @Override
    public void valueAndSlope(float[] z, float[] g, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector v =
                    FloatVector.fromArray(SPECIES, z, i).sub(0.5f).max(-0.5f).min(0.5f);
            FloatVector w = v.neg().fma(v, FloatVector.broadcast(SPECIES, 0.25f));
            FloatVector t = v.mul(v);
            FloatVector sineTop = Float32Sine.LONG
                    ? t.fma(
                                    FloatVector.broadcast(SPECIES, Float32Sine.S17),
                                    FloatVector.broadcast(SPECIES, Float32Sine.S15))
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
                    ? t.fma(
                                    FloatVector.broadcast(SPECIES, Float32Sine.C16),
                                    FloatVector.broadcast(SPECIES, Float32Sine.C14))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C12))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C10))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C8))
                    : FloatVector.broadcast(SPECIES, Float32Sine.C8);
            FloatVector halfCosine = cosineTop
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C6))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C4))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C2))
                    .fma(t, FloatVector.broadcast(SPECIES, 1));
            FloatVector sine = halfSine.mul(halfCosine).mul(2);
            FloatVector cosine = halfSine.mul(halfSine).mul(-2).add(1);
            sine.mul(w).neg().intoArray(z, i);
            FloatVector slope = sine.mul(v).mul(2).sub(cosine.mul(w).mul(2 * PI));
            FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
        }
    }
}
