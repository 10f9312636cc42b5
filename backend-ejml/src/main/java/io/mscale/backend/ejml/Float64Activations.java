package io.mscale.backend.ejml;

import io.mscale.api.network.Activation;

/**
 * Activations over arrays in double precision. Activations without a loop of their own use the slow reference in
 * {@link Activation}.
 */
final class Float64Activations {

    private Float64Activations() {}

    /** Replaces the first n elements of z by the activation's values. */
    static void value(Activation activation, double[] z, int n) {
        switch (activation) {
            case IDENTITY -> {}
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    z[i] = Math.max(z[i], 0.0);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    z[i] = activation.value(z[i]);
                }
            }
        }
    }

    /** Replaces the first n elements of z by the activation's values and sets d to its derivatives there. */
    static void valueAndDerivative(Activation activation, double[] z, double[] d, int n) {
        switch (activation) {
            case IDENTITY -> java.util.Arrays.fill(d, 0, n, 1.0);
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    d[i] = z[i] > 0 ? 1.0 : 0.0;
                    z[i] = Math.max(z[i], 0.0);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    double argument = z[i];
                    z[i] = activation.value(argument);
                    d[i] = activation.derivative(argument);
                }
            }
        }
    }

    /** Sets d to the activation's second derivatives at the first n elements of x. */
    static void secondDerivative(Activation activation, double[] x, double[] d, int n) {
        for (int i = 0; i < n; i++) {
            d[i] = activation.secondDerivative(x[i]);
        }
    }

    /** Sets d to the activation's third derivatives at the first n elements of x. */
    static void thirdDerivative(Activation activation, double[] x, double[] d, int n) {
        for (int i = 0; i < n; i++) {
            d[i] = activation.thirdDerivative(x[i]);
        }
    }
}
