package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** 1 / (1 + exp(-x)) in single precision; with e = exp(-|x|), 1 / (1 + e) on the right and e / (1 + e) on the left. */
final class Float32Sigmoid implements Float32Activation {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    @Override
    public void value(float[] z, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i);
            FloatVector e = Float32Exp.ofNegative(x.abs().neg());
            FloatVector numerator = e.blend(1, x.compare(VectorOperators.GE, 0));
            numerator.div(e.add(1)).intoArray(z, i);
        }
    }

    @Override
    public void valueAndSlope(float[] z, float[] g, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i);
            FloatVector e = Float32Exp.ofNegative(x.abs().neg());
            FloatVector numerator = e.blend(1, x.compare(VectorOperators.GE, 0));
            FloatVector denominator = e.add(1);
            numerator.div(denominator).intoArray(z, i);
            FloatVector slope = e.div(denominator.mul(denominator));
            FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
        }
    }
}
