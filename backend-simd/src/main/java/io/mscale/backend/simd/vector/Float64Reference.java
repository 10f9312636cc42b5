package io.mscale.backend.simd.vector;

import io.mscale.api.network.Activation;

/** Any activation as the API defines it: right, without being fast. What is not a number stays so. */
final class Float64Reference implements Float64Activation {

    private final Activation activation;

    Float64Reference(Activation activation) {
        this.activation = activation;
    }

    @Override
    public void value(double[] z, int from, int to) {
        for (int i = from; i < to; i++) {
            z[i] = Double.isNaN(z[i]) ? z[i] : activation.value(z[i]);
        }
    }

    @Override
    public void valueAndSlope(double[] z, double[] g, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = z[i];
            z[i] = Double.isNaN(x) ? x : activation.value(x);
            g[i] *= Double.isNaN(x) ? x : activation.derivative(x);
        }
    }
}
