package io.mscale.backend.ejml;

import io.mscale.api.network.Activation;
import java.util.Arrays;

/**
 * Activations over arrays in single precision. One without a loop of its own here is computed, correctly but slowly, by
 * the reference in {@link Activation}.
 */
final class Float32Activations {

    /** A bound on the absolute error of {@link #tanh}. */
    static final double TANH_ERROR = 5e-7;

    /** Smallest argument whose result rounds to 1 in single precision. */
    private static final float SATURATION = 7.905311f;

    private static final float A1 = 0.0048935246f;
    private static final float A3 = 0.00063726195f;
    private static final float A5 = 1.48572235e-05f;
    private static final float A7 = 5.1222973e-08f;
    private static final float A9 = -8.604672e-11f;
    private static final float A11 = 2.000188e-13f;
    private static final float A13 = -2.7607684e-16f;
    private static final float B0 = 0.004893525f;
    private static final float B2 = 0.0022684347f;
    private static final float B4 = 0.00011853471f;
    private static final float B6 = 1.1982584e-06f;

    private Float32Activations() {}

    /** Replaces the first n elements of z by the activation's values. */
    static void value(Activation activation, float[] z, int n) {
        switch (activation) {
            case IDENTITY -> {}
            case RELU -> relu(z, n);
            case TANH -> tanh(z, n);
            case SIN -> FloatSine.sine(z, n);
            case COS -> FloatSine.cosine(z, z, n);
            case SINCOS -> {
                FloatSine.sinePlusCosine(z, n);
                scale(0.5f, z, n);
            }
            case SRELU -> FloatCompactSupport.srelu(z, n);
            case S2RELU -> FloatCompactSupport.s2relu(z, n);
            case PHI -> FloatCompactSupport.phi(z, n);
            case PSI -> FloatCompactSupport.psi(z, n);
            case MORLET -> FloatBells.morlet(z, n);
            case MEXHAT -> FloatBells.mexhat(z, n);
            case GELU -> FloatBells.gelu(z, n);
            case SIGMOID -> sigmoid(z, n);
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
                tanh(z, n);
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
            case SIGMOID -> {
                sigmoid(z, n);
                sigmoidDerivative(z, d, n);
            }
            default -> {
                derivative(activation, z, d, n);
                value(activation, z, n);
            }
        }
    }

    private static void derivative(Activation activation, float[] z, float[] d, int n) {
        switch (activation) {
            case SRELU -> FloatCompactSupport.sreluSlope(z, d, n);
            case S2RELU -> FloatCompactSupport.s2reluSlope(z, d, n);
            case PHI -> FloatCompactSupport.phiSlope(z, d, n);
            case PSI -> FloatCompactSupport.psiSlope(z, d, n);
            case MORLET -> FloatBells.morletSlope(z, d, n);
            case MEXHAT -> FloatBells.mexhatSlope(z, d, n);
            case GELU -> FloatBells.geluSlope(z, d, n);
            default -> {
                for (int i = 0; i < n; i++) {
                    d[i] = (float) activation.derivative(z[i]);
                }
            }
        }
    }

    /** Sets d to the activation's second derivatives at the first n elements of x. */
    static void secondDerivative(Activation activation, float[] x, float[] d, int n) {
        switch (activation) {
            case S2RELU -> FloatCompactSupport.s2reluSecond(x, d, n);
            case MORLET -> FloatBells.morletSecond(x, d, n);
            case MEXHAT -> FloatBells.mexhatSecond(x, d, n);
            case GELU -> FloatBells.geluSecond(x, d, n);
            default -> {
                for (int i = 0; i < n; i++) {
                    d[i] = (float) activation.secondDerivative(x[i]);
                }
            }
        }
    }

    /** Sets d to the activation's third derivatives at the first n elements of x. */
    static void thirdDerivative(Activation activation, float[] x, float[] d, int n) {
        switch (activation) {
            case S2RELU -> FloatCompactSupport.s2reluThird(x, d, n);
            case MORLET -> FloatBells.morletThird(x, d, n);
            case MEXHAT -> FloatBells.mexhatThird(x, d, n);
            case GELU -> FloatBells.geluThird(x, d, n);
            default -> {
                for (int i = 0; i < n; i++) {
                    d[i] = (float) activation.thirdDerivative(x[i]);
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
        for (int i = 0; i < n; i++) {
            d[i] = FloatCompactSupport.step(z[i]);
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

    /** 1 / (1 + exp(-x)) = (1 + tanh(x / 2)) / 2. */
    private static void sigmoid(float[] z, int n) {
        scale(0.5f, z, n);
        tanh(z, n);
        for (int i = 0; i < n; i++) {
            z[i] = 0.5f + 0.5f * z[i];
        }
    }

    private static void sigmoidDerivative(float[] sigmoid, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            d[i] = sigmoid[i] * (1 - sigmoid[i]);
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

    /**
     * Replaces the first n elements of z by their hyperbolic tangent, in a loop of plain arithmetic that the JVM
     * vectorises: the rational approximation of degree 13 / 6 used by Eigen.
     */
    static void tanh(float[] z, int n) {
        for (int i = 0; i < n; i++) {
            float x = Math.max(-SATURATION, Math.min(SATURATION, z[i]));
            float t = x * x;
            float p = x * (A1 + t * (A3 + t * (A5 + t * (A7 + t * (A9 + t * (A11 + t * A13))))));
            z[i] = p / (B0 + t * (B2 + t * (B4 + t * B6)));
        }
    }
}
