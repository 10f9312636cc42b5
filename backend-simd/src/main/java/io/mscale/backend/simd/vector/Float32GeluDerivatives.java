package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;

/**
 * Gelu's higher derivatives in single precision, n the normal density: s'' = (2 - x^2) n(x), s''' = (x^2 - 4) x n(x).
 */
final class Float32GeluDerivatives implements Float32HigherDerivatives {

    private static final float DENSITY_AT_0 = (float) (1 / Math.sqrt(2 * Math.PI));

    private static final ThreadLocal<float[]> BELLS = ThreadLocal.withInitial(() -> new float[NEXT]);

    @Override
    public void write(float[] z, int zFrom, float[] s, float[] d, int from, int count, int order) {
        float[] bells = BELLS.get();
        for (int i = 0; i < count; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, zFrom + i);
            x.mul(x).mul(-0.5f).intoArray(bells, i);
        }
        Float32Exp.ofNegative(bells, count);
        for (int i = 0; i < count; i += LANES) {
            FloatVector x =
                    FloatVector.fromArray(SPECIES, z, zFrom + i).max(-FAR).min(FAR);
            FloatVector t = x.mul(x);
            FloatVector density = FloatVector.fromArray(SPECIES, bells, i).mul(DENSITY_AT_0);
            t.neg().add(2).mul(density).intoArray(d, from + i + NEXT);
            if (order > 2) {
                t.sub(4).mul(x).mul(density).intoArray(d, from + i + 2 * NEXT);
            }
        }
    }
}
