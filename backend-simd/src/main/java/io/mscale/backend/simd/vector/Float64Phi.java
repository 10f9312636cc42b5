package io.mscale.backend.simd.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * phi, the quadratic B-spline on [0, 3], in double precision. With w = |x - 3/2|
 *
 * <pre>
 * phi = a^2 - 3 b^2     a = max(3/2 - w, 0)     b = max(1/2 - w, 0)
 * </pre>
 *
 * which is x^2, -2 x^2 + 6 x - 3 and (3 - x)^2 piece by piece; no term is ever large, unlike the powers of x in the
 * textbook's sum, which leave nothing of a result in double precision far from the origin.
 */
final class Float64Phi implements Float64Activation {

    private static final VectorSpecies<Double> SPECIES = Species.FLOAT64;
    private static final int LANES = SPECIES.length();

    @Override
    public void value(double[] z, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            DoubleVector w = DoubleVector.fromArray(SPECIES, z, i).sub(1.5).abs();
            DoubleVector a = w.neg().add(1.5).max(0);
            DoubleVector b = w.neg().add(0.5).max(0);
            a.mul(a).sub(b.mul(b).mul(3)).intoArray(z, i);
        }
    }

    @Override
    public void valueAndSlope(double[] z, double[] g, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            DoubleVector centred = DoubleVector.fromArray(SPECIES, z, i).sub(1.5);
            DoubleVector w = centred.abs();
            DoubleVector a = w.neg().add(1.5).max(0);
            DoubleVector b = w.neg().add(0.5).max(0);
            DoubleVector rising = a.mul(2).sub(b.mul(6));
            VectorMask<Double> falls = centred.compare(VectorOperators.GT, 0);
            a.mul(a).sub(b.mul(b).mul(3)).intoArray(z, i);
            DoubleVector.fromArray(SPECIES, g, i)
                    .mul(rising.blend(rising.neg(), falls))
                    .intoArray(g, i);
        }
    }
}
