package io.mscale.backend.simd.vector;

import io.mscale.backend.simd.AdamStep;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Adam in single precision: parameters, both moments and the gradient in one pass. */
final class Float32Adam {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    private Float32Adam() {}

    /** Updates a range of whole vectors. */
    static void update(float[] p, float[] m, float[] v, float[] g, int from, int to, AdamStep step) {
        FloatVector beta1 = FloatVector.broadcast(SPECIES, (float) step.beta1());
        FloatVector beta2 = FloatVector.broadcast(SPECIES, (float) step.beta2());
        FloatVector rest1 = FloatVector.broadcast(SPECIES, (float) (1 - step.beta1()));
        FloatVector rest2 = FloatVector.broadcast(SPECIES, (float) (1 - step.beta2()));
        FloatVector size = FloatVector.broadcast(SPECIES, (float) step.stepSize());
        FloatVector correction = FloatVector.broadcast(SPECIES, (float) step.secondMomentFactor());
        FloatVector epsilon = FloatVector.broadcast(SPECIES, (float) step.epsilon());
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = from; i < to; i += LANES) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector mean = beta1.fma(FloatVector.fromArray(SPECIES, m, i), rest1.mul(gradient));
            FloatVector square = beta2.fma(FloatVector.fromArray(SPECIES, v, i), rest2.mul(gradient.mul(gradient)));
            FloatVector root =
                    square.mul(correction).lanewise(VectorOperators.SQRT).add(epsilon);
            FloatVector parameter =
                    FloatVector.fromArray(SPECIES, p, i).sub(size.mul(mean).div(root));
            mean.intoArray(m, i);
            square.intoArray(v, i);
            parameter.intoArray(p, i);
            zero.intoArray(g, i);
        }
    }
}
