package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** (1 - x^2) exp(-x^2 / 2) in single precision. */
final class Float32Mexhat extends Float32ExpActivation {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    @Override
    void value(float[] z, float[] e, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x =
                    FloatVector.fromArray(SPECIES, z, i).max(-Float32Exp.FAR).min(Float32Exp.FAR);
            FloatVector t = x.mul(x);
            t.neg().add(1).mul(FloatVector.fromArray(SPECIES, e, i - from)).intoArray(z, i);
        }
    }

    @Override
    void valueAndSlope(float[] z, float[] g, float[] e, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x =
                    FloatVector.fromArray(SPECIES, z, i).max(-Float32Exp.FAR).min(Float32Exp.FAR);
            FloatVector t = x.mul(x);
            FloatVector bell = FloatVector.fromArray(SPECIES, e, i - from);
            t.neg().add(1).mul(bell).intoArray(z, i);
            FloatVector slope = t.sub(3).mul(x).mul(bell);
            FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
        }
    }
}
