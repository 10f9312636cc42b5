package io.mscale.backend.ejml;

/**
 * Sine and cosine over arrays in single precision, in loops of plain arithmetic that the JVM turns into vector
 * instructions; {@link Math#sin} costs some fifty times as much.
 *
 * <p>For |x| at most {@link #LARGEST} the argument is reduced to r = x - n pi with n the nearest integer to x / pi (Cody
 * and Waite, 1980: pi in three parts, n times the first two exact), and sin x = (-1)^n sin r, cos x = (-1)^n cos r are
 * minimax polynomials in r. The absolute error is below {@link #ERROR}. If an array holds a larger argument, or one that
 * is not finite, its values are those of {@link Math#sin} and {@link Math#cos}, rounded.
 */
final class FloatSine {

    /** The largest argument that the loops reduce themselves: n stays below 2^12. */
    static final float LARGEST = 12_000;

    /** A bound on the absolute error. */
    static final double ERROR = 2e-7;

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
            float x = z[i];
            float k = (x * PI_INVERSE + ROUND) - ROUND;
            float r = ((x - k * PI_1) - k * PI_2) - k * PI_3;
            float odd = k - 2 * ((k * 0.5f + ROUND) - ROUND);
            float t = r * r;
            float sin = r + r * t * (S3 + t * (S5 + t * (S7 + t * S9)));
            z[i] = sin - 2 * odd * odd * sin;
        }
    }

    /** Sets the first n elements of c to the cosine of those of z; the two may be the same array. */
    static void cosine(float[] z, float[] c, int n) {
        if (!isReducible(z, n)) {
            for (int i = 0; i < n; i++) {
                c[i] = (float) Math.cos(z[i]);
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            float x = z[i];
            float k = (x * PI_INVERSE + ROUND) - ROUND;
            float r = ((x - k * PI_1) - k * PI_2) - k * PI_3;
            float odd = k - 2 * ((k * 0.5f + ROUND) - ROUND);
            float t = r * r;
            float cos = (1 - 0.5f * t) + t * t * (C4 + t * (C6 + t * (C8 + t * C10)));
            c[i] = cos - 2 * odd * odd * cos;
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
            float x = z[i];
            float k = (x * PI_INVERSE + ROUND) - ROUND;
            float r = ((x - k * PI_1) - k * PI_2) - k * PI_3;
            float odd = k - 2 * ((k * 0.5f + ROUND) - ROUND);
            float t = r * r;
            float sin = r + r * t * (S3 + t * (S5 + t * (S7 + t * S9)));
            float sum = sin + ((1 - 0.5f * t) + t * t * (C4 + t * (C6 + t * (C8 + t * C10))));
            z[i] = sum - 2 * odd * odd * sum;
        }
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
