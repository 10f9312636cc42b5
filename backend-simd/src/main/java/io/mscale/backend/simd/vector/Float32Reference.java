package io.mscale.backend.simd.vector;

import io.mscale.api.network.Activation;

/** Any activation as the API defines it, in double, rounded: right, without being fast. */
final class Float32Reference implements Float32Activation {

    private final Activation activation;

    Float32Reference(Activation activation) {
        this.activation = activation;
    }

    @Override
    public void value(float[] z, int from, int to) {
        for (int i = from; i < to; i++) {
            z[i] = (float) activation.value(z[i]);
        }
    }

    @Override
    public void valueAndSlope(float[] z, float[] g, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = z[i];
            z[i] = (float) activation.value(x);
            g[i] *= (float) activation.derivative(x);
        }
    }
}
