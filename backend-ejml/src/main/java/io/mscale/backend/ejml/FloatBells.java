package io.mscale.backend.ejml;

/**
 * Activations with the factor exp(-x^2 / 2), and their derivatives, over arrays in single precision. The JVM does not
 * vectorise these loops, but they still cost a fraction of {@link Math#exp}. NaN stays NaN.
 */
final class FloatBells {

    /** Where {@link #bell} becomes 0. With scales of some hundreds most arguments lie beyond it. */
    private static final float FAR = 8;

    private static final float DENSITY_AT_0 = (float) (1 / Math.sqrt(2 * Math.PI));

    /** A bound on the relative error of {@link #exp}. */
    static final double EXP_ERROR = 2e-7;

    /** Arguments of exp of larger magnitude are clamped to this; keeps results away from overflow and underflow. */
    static final float LARGEST = 80;

    private static final float LOG2_E = (float) (1 / Math.log(2));
    /** Adding and subtracting it rounds to the nearest integer. */
    private static final float ROUND = 0x1.8p23f;

    private static final float LN2_1 = 0x1.62ep-1f;
    private static final float LN2_2 = (float) (Math.log(2) - 0x1.62ep-1);

    /** The smallest bell, 1.4e-11: far below the rounding of 1. */
    private static final float NEGLIGIBLE = -25;

    private static final float SMALLEST_BELL = exp(NEGLIGIBLE);

    private FloatBells() {}

    /**
     * exp x, with x clamped to plus or minus {@link #LARGEST}; NaN for NaN. exp x = 2^k exp r with k the nearest integer
     * to x / ln 2 and r = x - k ln 2 (ln 2 in two parts, k times the first exact); exp r is a polynomial.
     */
    static float exp(float x) {
        float y = Math.max(-LARGEST, Math.min(LARGEST, x));
        float k = (y * LOG2_E + ROUND) - ROUND;
        float r = (y - k * LN2_1) - k * LN2_2;
        float p = 1 / 24f + r * (1 / 120f + r * (1 / 720f + r * (1 / 5040f)));
        float value = 1 + (r + r * r * (1 / 2f + r * (1 / 6f + r * p)));
        return value * Float.intBitsToFloat(((int) k + 127) << 23);
    }

    /**
     * exp(-x^2 / 2), with an error of at most {@link #EXP_ERROR}; 0 where it is below 1.4e-11. Otherwise products of a
     * weight and a tiny value would be denormal, which makes multiplications many times slower.
     */
    static float bell(float x) {
        return exp(Math.max(NEGLIGIBLE, -0.5f * x * x)) - SMALLEST_BELL;
    }

    /** cos(1.75 x) exp(-x^2 / 2). */
    static void morlet(float[] z, int n) {
        for (int i = 0; i < n; i++) {
            float x = z[i];
            z[i] = isFar(x) ? 0 : FloatSine.cosine(1.75f * x) * bell(x);
        }
    }

    /** -(1.75 sin(1.75 x) + x cos(1.75 x)) exp(-x^2 / 2). */
    static void morletSlope(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float x = z[i];
            d[i] = isFar(x) ? 0 : -wave(x) * bell(x);
        }
    }

    /** (1 - x^2) exp(-x^2 / 2). */
    static void mexhat(float[] z, int n) {
        for (int i = 0; i < n; i++) {
            float x = z[i];
            z[i] = isFar(x) ? 0 : (1 - x * x) * bell(x);
        }
    }

    /** (x^3 - 3x) exp(-x^2 / 2). */
    static void mexhatSlope(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float x = z[i];
            d[i] = isFar(x) ? 0 : (x * x - 3) * x * bell(x);
        }
    }

    /** x P(x) with the normal distribution function P. */
    static void gelu(float[] z, int n) {
        for (int i = 0; i < n; i++) {
            float x = z[i];
            z[i] = isFar(x) ? Math.max(x, 0) : x * cumulative(x, bell(x));
        }
    }

    /** P(x) + x p(x) with the normal density p. */
    static void geluSlope(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float x = z[i];
            if (isFar(x)) {
                d[i] = x > 0 ? 1 : 0;
            } else {
                float bell = bell(x);
                d[i] = cumulative(x, bell) + x * DENSITY_AT_0 * bell;
            }
        }
    }

    /** ((x^2 - 1 - 1.75^2) cos(1.75 x) + 3.5 x sin(1.75 x)) exp(-x^2 / 2). */
    static void morletSecond(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float x = z[i];
            float even = (x * x - 4.0625f) * FloatSine.cosine(1.75f * x);
            d[i] = isFar(x) ? 0 : (even + 3.5f * x * FloatSine.sine(1.75f * x)) * bell(x);
        }
    }

    /** (1.75 (1.75^2 + 3 - 3 x^2) sin(1.75 x) + x (3 1.75^2 + 3 - x^2) cos(1.75 x)) exp(-x^2 / 2). */
    static void morletThird(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float x = z[i];
            float ofSine = 1.75f * (6.0625f - 3 * x * x) * FloatSine.sine(1.75f * x);
            d[i] = isFar(x) ? 0 : (ofSine + x * (12.1875f - x * x) * FloatSine.cosine(1.75f * x)) * bell(x);
        }
    }

    /** -(x^4 - 6 x^2 + 3) exp(-x^2 / 2). */
    static void mexhatSecond(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float x = z[i];
            d[i] = isFar(x) ? 0 : -((x * x - 6) * x * x + 3) * bell(x);
        }
    }

    /** (x^5 - 10 x^3 + 15 x) exp(-x^2 / 2). */
    static void mexhatThird(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float x = z[i];
            d[i] = isFar(x) ? 0 : x * ((x * x - 10) * x * x + 15) * bell(x);
        }
    }

    /** (2 - x^2) p(x). */
    static void geluSecond(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float x = z[i];
            d[i] = isFar(x) ? 0 : (2 - x * x) * DENSITY_AT_0 * bell(x);
        }
    }

    /** (x^3 - 4 x) p(x). */
    static void geluThird(float[] z, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float x = z[i];
            d[i] = isFar(x) ? 0 : x * (x * x - 4) * DENSITY_AT_0 * bell(x);
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
