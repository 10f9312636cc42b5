package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** 1 / (1 + exp(-x)) in single precision; with e = exp(-|x|), 1 / (1 + e) on the right and e / (1 + e) on the left. */
final class Float32Sigmoid extends Float32ExpActivation {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    @Override
    void exponents(float[] z, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector.fromArray(SPECIES, z, i).abs().neg().intoArray(y, i - from);
        }
    }

    @Override
    void value(float[] z, float[] e, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector left = FloatVector.fromArray(SPECIES, e, i - from);
            VectorMask<Float> right = FloatVector.fromArray(SPECIES, z, i).compare(VectorOperators.GE, 0);
            left.blend(1, right).div(left.add(1)).intoArray(z, i);
        }
    }

    @Override
    void valueAndSlope(float[] z, float[] g, float[] e, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector left = FloatVector.fromArray(SPECIES, e, i - from);
            VectorMask<Float> right = FloatVector.fromArray(SPECIES, z, i).compare(VectorOperators.GE, 0);
            FloatVector denominator = left.add(1);
            left.blend(1, right).div(denominator).intoArray(z, i);
            FloatVector slope = left.div(denominator.mul(denominator));
            FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
        }
    }
}
