package io.mscale.backend.ejml;

/**
 * The exponential function in single precision. exp x = 2^k exp r with k the nearest integer to x / ln 2 and r = x - k ln 2
 * (ln 2 in two parts, k times the first exact); exp r is a polynomial. The relative error is below {@link #ERROR}.
 */
final class FloatExponential {

    /** A bound on the relative error. */
    static final double ERROR = 2e-7;

    /** Arguments of larger magnitude are clamped to this; keeps results away from overflow and underflow. */
    static final float LARGEST = 80;

    private static final float LOG2_E = (float) (1 / Math.log(2));
    /** Adding and subtracting it rounds to the nearest integer. */
    private static final float ROUND = 0x1.8p23f;

    private static final float LN2_1 = 0x1.62ep-1f;
    private static final float LN2_2 = (float) (Math.log(2) - 0x1.62ep-1);

    /** The smallest bell, 1.4e-11: far below the rounding of 1. */
    private static final float NEGLIGIBLE = -25;

    private static final float SMALLEST_BELL = exp(NEGLIGIBLE);

    private FloatExponential() {}

    /** exp x, with x clamped to plus or minus {@link #LARGEST}; NaN for NaN. */
    static float exp(float x) {
        float y = Math.max(-LARGEST, Math.min(LARGEST, x));
        float k = (y * LOG2_E + ROUND) - ROUND;
        float r = (y - k * LN2_1) - k * LN2_2;
        float p = 1 / 24f + r * (1 / 120f + r * (1 / 720f + r * (1 / 5040f)));
        float value = 1 + (r + r * r * (1 / 2f + r * (1 / 6f + r * p)));
        return value * Float.intBitsToFloat(((int) k + 127) << 23);
    }

    /**
     * exp(-x^2 / 2), with an error of at most {@link #ERROR}; 0 where it is below 1.4e-11. Otherwise products of a
     * weight and a tiny value would be denormal, which makes multiplications many times slower.
     */
    static float bell(float x) {
        return exp(Math.max(NEGLIGIBLE, -0.5f * x * x)) - SMALLEST_BELL;
    }
}
