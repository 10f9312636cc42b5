package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** (1 - x^2) exp(-x^2 / 2) in single precision. */
final class Float32Mexhat implements Float32Activation {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    /** Value and slope are 0 in single precision from here on. */
    private static final float FAR = 14;

    @Override
    public void value(float[] z, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i).max(-FAR).min(FAR);
            FloatVector t = x.mul(x);
            FloatVector e = Float32Exp.ofNegative(t.mul(-0.5f));
            t.neg().add(1).mul(e).intoArray(z, i);
        }
    }

    @Override
    public void valueAndSlope(float[] z, float[] g, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i).max(-FAR).min(FAR);
            FloatVector t = x.mul(x);
            FloatVector e = Float32Exp.ofNegative(t.mul(-0.5f));
            t.neg().add(1).mul(e).intoArray(z, i);
            FloatVector slope = t.sub(3).mul(x).mul(e);
            FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
        }
    }
}
