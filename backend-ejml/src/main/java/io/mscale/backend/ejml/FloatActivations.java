package io.mscale.backend.ejml;

import io.mscale.api.network.Activation;
import java.util.Arrays;

/**
 * Activations over arrays in single precision. One without a loop of its own here is computed, correctly but slowly, by
 * the reference in {@link Activation}.
 */
final class FloatActivations {

    private FloatActivations() {}

    /** Replaces the first n elements of z by the activation's values. */
    static void value(Activation activation, float[] z, int n) {
        switch (activation) {
            case IDENTITY -> {}
            case RELU -> relu(z, n);
            case TANH -> FloatTanh.tanh(z, n);
            case SIN -> FloatSine.sine(z, n);
            case COS -> FloatSine.cosine(z, z, n);
            case SINCOS -> {
                FloatSine.sinePlusCosine(z, n);
                scale(0.5f, z, n);
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    z[i] = (float) activation.value(z[i]);
                }
            }
        }
    }

    /** Replaces the first n elements of z by the activation's values and sets d to its derivatives there. */
    static void valueAndDerivative(Activation activation, float[] z, float[] d, int n) {
        switch (activation) {
            case IDENTITY -> Arrays.fill(d, 0, n, 1);
            case RELU -> reluAndDerivative(z, d, n);
            case TANH -> {
                FloatTanh.tanh(z, n);
                tanhDerivative(z, d, n);
            }
            case SIN -> sineAndCosine(z, d, n);
            case COS -> {
                sineAndCosine(z, d, n);
                cosFromSineAndCosine(z, d, n);
            }
            case SINCOS -> {
                sineAndCosine(z, d, n);
                sincosFromSineAndCosine(z, d, n);
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    float argument = z[i];
                    z[i] = (float) activation.value(argument);
                    d[i] = (float) activation.derivative(argument);
                }
            }
        }
    }

    private static void relu(float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Math.max(z[i], 0);
        }
    }

    private static void reluAndDerivative(float[] z, float[] d, int n) {
        relu(z, n);
        // 1 for every positive z, the smallest (2^-149) included, and 0 for 0, without a branch.
        for (int i = 0; i < n; i++) {
            d[i] = Math.min(z[i] * 0x1p127f * 0x1p22f, 1);
        }
    }

    // Two loops, because the JVM vectorises a loop that writes one array but not, on Java 17, one that writes two.
    private static void sineAndCosine(float[] z, float[] c, int n) {
        FloatSine.cosine(z, c, n);
        FloatSine.sine(z, n);
    }

    private static void scale(float factor, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] *= factor;
        }
    }

    private static void tanhDerivative(float[] tanh, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            d[i] = 1 - tanh[i] * tanh[i];
        }
    }

    private static void cosFromSineAndCosine(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float sine = z[i];
            z[i] = d[i];
            d[i] = -sine;
        }
    }

    private static void sincosFromSineAndCosine(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float sine = z[i];
            float cosine = d[i];
            z[i] = 0.5f * (sine + cosine);
            d[i] = 0.5f * (cosine - sine);
        }
    }
}
