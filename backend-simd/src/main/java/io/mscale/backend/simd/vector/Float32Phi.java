package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * phi, the quadratic B-spline on [0, 3], in single precision. With w = |x - 3/2|
 *
 * <pre>
 * phi = a^2 - 3 b^2     a = max(3/2 - w, 0)     b = max(1/2 - w, 0)
 * </pre>
 *
 * which is x^2, -2 x^2 + 6 x - 3 and (3 - x)^2 piece by piece; no term is ever large, unlike the powers of x in the
 * textbook's sum, which leave nothing of a result in single precision far from the origin.
 */
final class Float32Phi implements Float32Activation {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    @Override
    public void value(float[] z, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector w = FloatVector.fromArray(SPECIES, z, i).sub(1.5f).abs();
            FloatVector a = w.neg().add(1.5f).max(0);
            FloatVector b = w.neg().add(0.5f).max(0);
            a.mul(a).sub(b.mul(b).mul(3)).intoArray(z, i);
        }
    }

    @Override
    public void valueAndSlope(float[] z, float[] g, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector centred = FloatVector.fromArray(SPECIES, z, i).sub(1.5f);
            FloatVector w = centred.abs();
            FloatVector a = w.neg().add(1.5f).max(0);
            FloatVector b = w.neg().add(0.5f).max(0);
            FloatVector rising = a.mul(2).sub(b.mul(6));
            VectorMask<Float> falls = centred.compare(VectorOperators.GT, 0);
            a.mul(a).sub(b.mul(b).mul(3)).intoArray(z, i);
            FloatVector.fromArray(SPECIES, g, i)
                    .mul(rising.blend(rising.neg(), falls))
                    .intoArray(g, i);
        }
    }
}
