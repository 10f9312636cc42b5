package io.mscale.backend.ejml;

/**
 * The hyperbolic tangent over arrays in single precision, in a loop of plain arithmetic that the JVM vectorises: the
 * rational approximation of degree 13 / 6 used by Eigen. The absolute error is below {@link #ERROR}.
 */
final class FloatTanh {

    /** A bound on the absolute error. */
    static final double ERROR = 5e-7;

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

    private FloatTanh() {}

    /** Replaces the first n elements of z by their hyperbolic tangent. */
    static void tanh(float[] z, int n) {
        for (int i = 0; i < n; i++) {
            float x = Math.max(-SATURATION, Math.min(SATURATION, z[i]));
            float t = x * x;
            float p = x * (A1 + t * (A3 + t * (A5 + t * (A7 + t * (A9 + t * (A11 + t * A13))))));
            z[i] = p / (B0 + t * (B2 + t * (B4 + t * B6)));
        }
    }
}
