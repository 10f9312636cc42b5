package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * psi, the linear spline wavelet on [0, 3], in single precision. It is even about 3/2; with u = 2 x and w = |u - 3|
 *
 * <pre>
 * 12 psi = a - 8 b + 23 c     a = max(3 - w, 0)     b = max(2 - w, 0)     c = max(1 - w, 0)
 * </pre>
 *
 * and the slope changes at u = 0, 1, ..., 6, where it is that from the left.
 */
final class Float32Psi implements Float32Activation {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    @Override
    public void value(float[] z, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector w = FloatVector.fromArray(SPECIES, z, i).mul(2).sub(3).abs();
            FloatVector a = w.neg().add(3).max(0);
            FloatVector b = w.neg().add(2).max(0);
            FloatVector c = w.neg().add(1).max(0);
            c.mul(23).sub(b.mul(8)).add(a).div(12).intoArray(z, i);
        }
    }

    @Override
    public void valueAndSlope(float[] z, float[] g, int from, int to) {
        FloatVector none = FloatVector.zero(SPECIES);
        for (int i = from; i < to; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, z, i).mul(2);
            FloatVector w = u.sub(3).abs();
            FloatVector a = w.neg().add(3).max(0);
            FloatVector b = w.neg().add(2).max(0);
            FloatVector c = w.neg().add(1).max(0);
            FloatVector slope = none.blend(1f / 6, u.compare(VectorOperators.GT, 0))
                    .blend(-7f / 6, u.compare(VectorOperators.GT, 1))
                    .blend(16f / 6, u.compare(VectorOperators.GT, 2))
                    .blend(-16f / 6, u.compare(VectorOperators.GT, 3))
                    .blend(7f / 6, u.compare(VectorOperators.GT, 4))
                    .blend(-1f / 6, u.compare(VectorOperators.GT, 5))
                    .blend(0, u.compare(VectorOperators.GT, 6));
            c.mul(23).sub(b.mul(8)).add(a).div(12).intoArray(z, i);
            FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
        }
    }
}
