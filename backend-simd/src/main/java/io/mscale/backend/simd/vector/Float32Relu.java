package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** max(x, 0) in single precision. */
final class Float32Relu implements Float32Activation {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    @Override
    public void value(float[] z, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i);
            x.blend(0, x.compare(VectorOperators.LE, 0)).intoArray(z, i);
        }
    }

    @Override
    public void valueAndSlope(float[] z, float[] g, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i);
            VectorMask<Float> flat = x.compare(VectorOperators.LE, 0);
            x.blend(0, flat).intoArray(z, i);
            FloatVector.fromArray(SPECIES, g, i).blend(0, flat).intoArray(g, i);
        }
    }
}
