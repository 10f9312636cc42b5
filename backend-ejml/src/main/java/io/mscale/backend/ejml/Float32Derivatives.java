package io.mscale.backend.ejml;

import io.mscale.api.network.Activation;
import java.util.Arrays;

/** Activations with derivatives of several orders over arrays in single precision. */
final class Float32Derivatives {

    private Float32Derivatives() {}

    /**
     * Replaces the first n elements of z by the activation's values and sets those of the others to its derivatives there.
     *
     * @param order the highest order that is wanted, 1 to 3; the arrays of higher ones are left as they are
     */
    static void compute(
            Activation activation, float[] z, float[] first, float[] second, float[] third, int n, int order) {
        switch (activation) {
            case IDENTITY, RELU, PSI -> {
                Float32Activations.valueAndDerivative(activation, z, first, n);
                Arrays.fill(second, 0, n, 0);
                Arrays.fill(third, 0, n, 0);
            }
            case SIN, COS, SINCOS -> {
                Float32Activations.valueAndDerivative(activation, z, first, n);
                if (order > 1) {
                    negative(z, second, n);
                }
                if (order > 2) {
                    negative(first, third, n);
                }
            }
            case TANH -> {
                Float32Activations.valueAndDerivative(activation, z, first, n);
                if (order > 1) {
                    tanhSecond(z, first, second, n);
                }
                if (order > 2) {
                    tanhThird(first, third, n);
                }
            }
            case SIGMOID -> {
                Float32Activations.valueAndDerivative(activation, z, first, n);
                if (order > 1) {
                    sigmoidSecond(z, first, second, n);
                }
                if (order > 2) {
                    sigmoidThird(first, third, n);
                }
            }
            default -> {
                if (order > 1) {
                    Float32Activations.secondDerivative(activation, z, second, n);
                }
                if (order > 2) {
                    Float32Activations.thirdDerivative(activation, z, third, n);
                }
                Float32Activations.valueAndDerivative(activation, z, first, n);
            }
        }
    }

    private static void negative(float[] a, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            d[i] = -a[i];
        }
    }

    private static void tanhSecond(float[] tanh, float[] slope, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            d[i] = -2 * tanh[i] * slope[i];
        }
    }

    private static void tanhThird(float[] slope, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            d[i] = slope[i] * (4 - 6 * slope[i]);
        }
    }

    private static void sigmoidSecond(float[] sigmoid, float[] slope, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            d[i] = slope[i] * (1 - 2 * sigmoid[i]);
        }
    }

    private static void sigmoidThird(float[] slope, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            d[i] = slope[i] * (1 - 6 * slope[i]);
        }
    }
}
