package io.mscale.backend.simd.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** srelu, x (1 - x) on [0, 1] and 0 elsewhere, in double precision. */
final class Float64Srelu implements Float64Activation {

    private static final VectorSpecies<Double> SPECIES = Species.FLOAT64;
    private static final int LANES = SPECIES.length();

    @Override
    public void value(double[] z, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i);
            x.max(0).mul(x.neg().add(1).max(0)).intoArray(z, i);
        }
    }

    @Override
    public void valueAndSlope(double[] z, double[] g, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i);
            DoubleVector value = x.max(0).mul(x.neg().add(1).max(0));
            VectorMask<Double> flat = value.compare(VectorOperators.LE, 0);
            value.intoArray(z, i);
            DoubleVector slope = x.mul(-2).add(1).blend(0, flat);
            DoubleVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
        }
    }
}
