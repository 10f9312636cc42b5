package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** srelu, x (1 - x) on [0, 1] and 0 elsewhere, in single precision. */
final class Float32Srelu implements Float32Activation {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    @Override
    public void value(float[] z, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i);
            x.max(0).mul(x.neg().add(1).max(0)).intoArray(z, i);
        }
    }

    @Override
    public void valueAndSlope(float[] z, float[] g, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i);
            FloatVector value = x.max(0).mul(x.neg().add(1).max(0));
            VectorMask<Float> flat = value.compare(VectorOperators.LE, 0);
            value.intoArray(z, i);
            FloatVector slope = x.mul(-2).add(1).blend(0, flat);
            FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
        }
    }
}
