package io.mscale.backend.simd.vector;

import io.mscale.api.network.Activation;

/**
 * Any activation as the API defines it, in single precision: right, without being fast. It serves where vectors hold two
 * numbers only. What is not a number stays so.
 */
final class Float32Reference implements Float32Activation {

    private final Activation activation;

    Float32Reference(Activation activation) {
        this.activation = activation;
    }

    @Override
    public void value(float[] z, int from, int to) {
        for (int i = from; i < to; i++) {
            z[i] = Float.isNaN(z[i]) ? z[i] : (float) activation.value(z[i]);
        }
    }

    @Override
    public void valueAndSlope(float[] z, float[] g, int from, int to) {
        for (int i = from; i < to; i++) {
            float x = z[i];
            z[i] = Float.isNaN(x) ? x : (float) activation.value(x);
            g[i] *= Float.isNaN(x) ? x : (float) activation.derivative(x);
        }
    }
}
