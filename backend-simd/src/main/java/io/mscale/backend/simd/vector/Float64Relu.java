package io.mscale.backend.simd.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** max(x, 0) in double precision. */
final class Float64Relu implements Float64Activation {

    private static final VectorSpecies<Double> SPECIES = Species.FLOAT64;
    private static final int LANES = SPECIES.length();

    @Override
    public void value(double[] z, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i);
            x.blend(0, x.compare(VectorOperators.LE, 0)).intoArray(z, i);
        }
    }

    @Override
    public void valueAndSlope(double[] z, double[] g, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i);
            VectorMask<Double> flat = x.compare(VectorOperators.LE, 0);
            x.blend(0, flat).intoArray(z, i);
            DoubleVector.fromArray(SPECIES, g, i).blend(0, flat).intoArray(g, i);
        }
    }
}
