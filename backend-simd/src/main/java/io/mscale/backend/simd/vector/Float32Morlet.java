package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** cos(1.75 x) exp(-x^2 / 2) in single precision; the cosine as in {@link Float32Wave}. */
final class Float32Morlet extends Float32ExpActivation {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    /** Value and slope are 0 in single precision from here on. */
    private static final float FAR = 14;

    private static final float FREQUENCY = 1.75f;

    /** What x is multiplied by to be counted in half turns of the cosine. */
    private static final float HALF_TURNS = (float) (1.75 / Math.PI);

    /** The bits of 1. */
    private static final int ONE = 0x3f800000;

    @Override
    void value(float[] z, float[] e, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i).max(-FAR).min(FAR);
            FloatVector u = x.mul(HALF_TURNS);
            FloatVector rounded = u.add(Float32Wave.ROUND);
            FloatVector sign = rounded.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, 31)
                    .or(ONE)
                    .reinterpretAsFloats();
            FloatVector f = u.sub(rounded.sub(Float32Wave.ROUND));
            FloatVector t = f.mul(f);
            FloatVector bell = FloatVector.fromArray(SPECIES, e, i - from).mul(sign);
            FloatVector cosine = t.fma(
                            FloatVector.broadcast(SPECIES, Float32Wave.C8),
                            FloatVector.broadcast(SPECIES, Float32Wave.C6))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Wave.C4))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Wave.C2))
                    .fma(t, FloatVector.broadcast(SPECIES, 1));
            cosine.mul(bell).intoArray(z, i);
        }
    }

    @Override
    void valueAndSlope(float[] z, float[] g, float[] e, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i).max(-FAR).min(FAR);
            FloatVector u = x.mul(HALF_TURNS);
            FloatVector rounded = u.add(Float32Wave.ROUND);
            FloatVector sign = rounded.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, 31)
                    .or(ONE)
                    .reinterpretAsFloats();
            FloatVector f = u.sub(rounded.sub(Float32Wave.ROUND));
            FloatVector t = f.mul(f);
            FloatVector bell = FloatVector.fromArray(SPECIES, e, i - from).mul(sign);
            FloatVector cosine = t.fma(
                            FloatVector.broadcast(SPECIES, Float32Wave.C8),
                            FloatVector.broadcast(SPECIES, Float32Wave.C6))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Wave.C4))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Wave.C2))
                    .fma(t, FloatVector.broadcast(SPECIES, 1));
            cosine.mul(bell).intoArray(z, i);
            FloatVector sine = t.fma(
                            FloatVector.broadcast(SPECIES, Float32Wave.S9),
                            FloatVector.broadcast(SPECIES, Float32Wave.S7))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Wave.S5))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Wave.S3))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Wave.S1))
                    .mul(f);
            FloatVector slope = x.mul(cosine).add(sine.mul(FREQUENCY)).mul(bell).neg();
            FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
        }
    }
}
