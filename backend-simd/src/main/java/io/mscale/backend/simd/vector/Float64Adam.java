package io.mscale.backend.simd.vector;

import io.mscale.backend.simd.AdamStep;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Adam in double precision: parameters, both moments and the gradient in one pass. */
final class Float64Adam {

    private static final VectorSpecies<Double> SPECIES = Species.FLOAT64;
    private static final int LANES = SPECIES.length();

    private Float64Adam() {}

    /** Updates a range of whole vectors. */
    static void update(double[] p, double[] m, double[] v, double[] g, int from, int to, AdamStep step) {
        DoubleVector beta1 = DoubleVector.broadcast(SPECIES, step.beta1());
        DoubleVector beta2 = DoubleVector.broadcast(SPECIES, step.beta2());
        DoubleVector rest1 = DoubleVector.broadcast(SPECIES, (1 - step.beta1()));
        DoubleVector rest2 = DoubleVector.broadcast(SPECIES, (1 - step.beta2()));
        DoubleVector size = DoubleVector.broadcast(SPECIES, step.stepSize());
        DoubleVector correction = DoubleVector.broadcast(SPECIES, step.secondMomentFactor());
        DoubleVector epsilon = DoubleVector.broadcast(SPECIES, step.epsilon());
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int i = from; i < to; i += LANES) {
            DoubleVector gradient = DoubleVector.fromArray(SPECIES, g, i);
            DoubleVector mean = beta1.fma(DoubleVector.fromArray(SPECIES, m, i), rest1.mul(gradient));
            DoubleVector square = beta2.fma(DoubleVector.fromArray(SPECIES, v, i), rest2.mul(gradient.mul(gradient)));
            DoubleVector root =
                    square.mul(correction).lanewise(VectorOperators.SQRT).add(epsilon);
            DoubleVector parameter =
                    DoubleVector.fromArray(SPECIES, p, i).sub(size.mul(mean).div(root));
            mean.intoArray(m, i);
            square.intoArray(v, i);
            parameter.intoArray(p, i);
            zero.intoArray(g, i);
        }
    }
}
