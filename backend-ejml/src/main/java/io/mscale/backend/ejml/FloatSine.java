package io.mscale.backend.ejml;

/**
 * Sine and cosine over arrays in single precision, in loops of plain arithmetic that the JVM vectorises;
 * {@link Math#sin} costs about fifty times as much.
 *
 * <p>For |x| at most {@link #LARGEST} the argument is reduced to r = x - n pi with n the nearest integer to x / pi
 * (Cody and Waite, 1980: pi in three parts, n times the first two exact), and sin x = (-1)^n sin r, cos x = (-1)^n
 * cos r are minimax polynomials in r. The absolute error is below {@link #ERROR}. If an array holds a larger
 * argument, or one that is not finite, all its values are computed by {@link Math#sin} and {@link Math#cos} and
 * rounded.
 */
final class FloatSine {

    /** The largest argument for which the loops' reduction is exact enough: n stays below 2^12. */
    static final float LARGEST = 12_000;

    /** A bound on the absolute error. */
    static final double ERROR = 2e-7;

    /** 2 pi. */
    static final float TURN = (float) (2 * Math.PI);

    private static final float PI_INVERSE = (float) (1 / Math.PI);
    /** Adding and subtracting it rounds to the nearest integer. */
    private static final float ROUND = 0x1.8p23f;

    private static final float PI_1 = 0x1.92p1f;
    private static final float PI_2 = 0x1.fb4p-11f;
    private static final float PI_3 = (float) 0x1.4442d18p-23;

    private static final float S3 = -0.16666657f;
    private static final float S5 = 0.008333016f;
    private static final float S7 = -0.00019806538f;
    private static final float S9 = 2.5998809e-06f;

    private static final float C4 = 0.041666657f;
    private static final float C6 = -0.0013888568f;
    private static final float C8 = 2.4769231e-05f;
    private static final float C10 = -2.6192288e-07f;

    private FloatSine() {}

    /** Replaces the first n elements of z by their sine. */
    static void sine(float[] z, int n) {
        if (!isReducible(z, n)) {
            for (int i = 0; i < n; i++) {
                z[i] = (float) Math.sin(z[i]);
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            z[i] = sine(z[i]);
        }
    }

    /** Sets the first n elements of c to the cosine of those of z; c and z may be the same array. */
    static void cosine(float[] z, float[] c, int n) {
        if (!isReducible(z, n)) {
            for (int i = 0; i < n; i++) {
                c[i] = (float) Math.cos(z[i]);
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            c[i] = cosine(z[i]);
        }
    }

    /** Replaces the first n elements of z by the sum of their sine and cosine. */
    static void sinePlusCosine(float[] z, int n) {
        if (!isReducible(z, n)) {
            for (int i = 0; i < n; i++) {
                z[i] = (float) (Math.sin(z[i]) + Math.cos(z[i]));
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            float k = nearest(z[i] * PI_INVERSE);
            float r = reduced(z[i], k);
            z[i] = signed(reducedSine(r) + reducedCosine(r), k);
        }
    }

    /** sin x, for |x| at most {@link #LARGEST}. */
    static float sine(float x) {
        float k = nearest(x * PI_INVERSE);
        return signed(reducedSine(reduced(x, k)), k);
    }

    /** cos x, for |x| at most {@link #LARGEST}. */
    static float cosine(float x) {
        float k = nearest(x * PI_INVERSE);
        return signed(reducedCosine(reduced(x, k)), k);
    }

    /** sin 2 pi x, for |x| at most 2^20; subtracting the nearest half is exact. */
    static float sineOfTurns(float x) {
        float k = nearest(2 * x);
        return signed(reducedSine((x - 0.5f * k) * TURN), k);
    }

    /** cos 2 pi x, for |x| at most 2^20. */
    static float cosineOfTurns(float x) {
        float k = nearest(2 * x);
        return signed(reducedCosine((x - 0.5f * k) * TURN), k);
    }

    private static float nearest(float x) {
        return (x + ROUND) - ROUND;
    }

    /** x - k pi. */
    private static float reduced(float x, float k) {
        return ((x - k * PI_1) - k * PI_2) - k * PI_3;
    }

    /** (-1)^k value. */
    private static float signed(float value, float k) {
        float odd = k - 2 * nearest(k * 0.5f);
        return value - 2 * odd * odd * value;
    }

    private static float reducedSine(float r) {
        float t = r * r;
        return r + r * t * (S3 + t * (S5 + t * (S7 + t * S9)));
    }

    private static float reducedCosine(float r) {
        float t = r * r;
        return (1 - 0.5f * t) + t * t * (C4 + t * (C6 + t * (C8 + t * C10)));
    }

    private static boolean isReducible(float[] z, int n) {
        for (int i = 0; i < n; i++) {
            if (!(Math.abs(z[i]) <= LARGEST)) {
                return false;
            }
        }
        return true;
    }
}
