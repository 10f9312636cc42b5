package io.mscale.backend.ejml;

/**
 * Activations with the factor exp(-x^2 / 2), and their derivatives, over arrays in single precision. The JVM does not
 * vectorise these loops, but they still cost a fraction of {@link Math#exp}. NaN stays NaN.
 */
final class FloatBells {

    /** Where {@link FloatExponential#bell} becomes 0. With scales of some hundreds most arguments lie beyond it. */
    private static final float FAR = 8;

    private static final float DENSITY_AT_0 = (float) (1 / Math.sqrt(2 * Math.PI));

    private FloatBells() {}

    /** cos(1.75 x) exp(-x^2 / 2). */
    static void morlet(float[] z, int n) {
        for (int i = 0; i < n; i++) {
            float x = z[i];
            z[i] = isFar(x) ? 0 : FloatSine.cosine(1.75f * x) * FloatExponential.bell(x);
        }
    }

    /** -(1.75 sin(1.75 x) + x cos(1.75 x)) exp(-x^2 / 2). */
    static void morletSlope(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float x = z[i];
            d[i] = isFar(x) ? 0 : -wave(x) * FloatExponential.bell(x);
        }
    }

    /** (1 - x^2) exp(-x^2 / 2). */
    static void mexhat(float[] z, int n) {
        for (int i = 0; i < n; i++) {
            float x = z[i];
            z[i] = isFar(x) ? 0 : (1 - x * x) * FloatExponential.bell(x);
        }
    }

    /** (x^3 - 3x) exp(-x^2 / 2). */
    static void mexhatSlope(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float x = z[i];
            d[i] = isFar(x) ? 0 : (x * x - 3) * x * FloatExponential.bell(x);
        }
    }

    /** x P(x) with the normal distribution function P. */
    static void gelu(float[] z, int n) {
        for (int i = 0; i < n; i++) {
            float x = z[i];
            z[i] = isFar(x) ? Math.max(x, 0) : x * cumulative(x, FloatExponential.bell(x));
        }
    }

    /** P(x) + x p(x) with the normal density p. */
    static void geluSlope(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float x = z[i];
            if (isFar(x)) {
                d[i] = x > 0 ? 1 : 0;
            } else {
                float bell = FloatExponential.bell(x);
                d[i] = cumulative(x, bell) + x * DENSITY_AT_0 * bell;
            }
        }
    }

    /**
     * The normal distribution function, computed from the bell exp(-x^2 / 2): with t = 1 / (1 + 0.3275911 |x| / sqrt
     * 2), its tail beyond |x| is half the bell times a polynomial in t, with an error of at most 7.5e-8 (Abramowitz
     * and Stegun, 7.1.26).
     */
    private static float cumulative(float x, float bell) {
        float t = 1 / (1 + 0.23164189f * Math.abs(x));
        float q = 0.2548296f + t * (-0.28449672f + t * (1.4214138f + t * (-1.4531521f + t * 1.0614054f)));
        float tail = 0.5f * bell * t * q;
        return x > 0 ? 1 - tail : tail;
    }

    private static float wave(float x) {
        return 1.75f * FloatSine.sine(1.75f * x) + x * FloatSine.cosine(1.75f * x);
    }

    private static boolean isFar(float x) {
        return Math.abs(x) >= FAR;
    }
}
