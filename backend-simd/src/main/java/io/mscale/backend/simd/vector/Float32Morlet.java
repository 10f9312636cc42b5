package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** cos(1.75 x) exp(-x^2 / 2) in single precision; the cosine as in {@link Float32Sine}. */
final class Float32Morlet extends Float32ExpActivation {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    private static final float FREQUENCY = 1.75f;

    /** What x is multiplied by to be counted in half turns of the cosine. */
    private static final float HALF_TURNS = (float) (1.75 / Math.PI);

    @Override
    void value(float[] z, float[] e, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x =
                    FloatVector.fromArray(SPECIES, z, i).max(-Float32Exp.FAR).min(Float32Exp.FAR);
            FloatVector u = x.mul(HALF_TURNS);
            FloatVector rounded = u.add(Float32Sine.ROUND);
            FloatVector sign = rounded.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, Float.SIZE - 1)
                    .or(Float.floatToRawIntBits(1))
                    .reinterpretAsFloats();
            FloatVector f = u.sub(rounded.sub(Float32Sine.ROUND));
            FloatVector t = f.mul(f);
            FloatVector bell = FloatVector.fromArray(SPECIES, e, i - from).mul(sign);
            FloatVector cosineTop = Float32Sine.LONG
                    ? t.fma(
                                    FloatVector.broadcast(SPECIES, Float32Sine.C16),
                                    FloatVector.broadcast(SPECIES, Float32Sine.C14))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C12))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C10))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C8))
                    : FloatVector.broadcast(SPECIES, Float32Sine.C8);
            FloatVector cosine = cosineTop
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C6))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C4))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C2))
                    .fma(t, FloatVector.broadcast(SPECIES, 1));
            cosine.mul(bell).intoArray(z, i);
        }
    }

    @Override
    void valueAndSlope(float[] z, float[] g, float[] e, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x =
                    FloatVector.fromArray(SPECIES, z, i).max(-Float32Exp.FAR).min(Float32Exp.FAR);
            FloatVector u = x.mul(HALF_TURNS);
            FloatVector rounded = u.add(Float32Sine.ROUND);
            FloatVector sign = rounded.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, Float.SIZE - 1)
                    .or(Float.floatToRawIntBits(1))
                    .reinterpretAsFloats();
            FloatVector f = u.sub(rounded.sub(Float32Sine.ROUND));
            FloatVector t = f.mul(f);
            FloatVector bell = FloatVector.fromArray(SPECIES, e, i - from).mul(sign);
            FloatVector cosineTop = Float32Sine.LONG
                    ? t.fma(
                                    FloatVector.broadcast(SPECIES, Float32Sine.C16),
                                    FloatVector.broadcast(SPECIES, Float32Sine.C14))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C12))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C10))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C8))
                    : FloatVector.broadcast(SPECIES, Float32Sine.C8);
            FloatVector cosine = cosineTop
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C6))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C4))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.C2))
                    .fma(t, FloatVector.broadcast(SPECIES, 1));
            cosine.mul(bell).intoArray(z, i);
            FloatVector sineTop = Float32Sine.LONG
                    ? t.fma(
                                    FloatVector.broadcast(SPECIES, Float32Sine.S17),
                                    FloatVector.broadcast(SPECIES, Float32Sine.S15))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S13))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S11))
                            .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S9))
                    : FloatVector.broadcast(SPECIES, Float32Sine.S9);
            FloatVector sine = sineTop.fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S7))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S5))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S3))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Sine.S1))
                    .mul(f);
            FloatVector slope = x.mul(cosine).add(sine.mul(FREQUENCY)).mul(bell).neg();
            FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
        }
    }
}
