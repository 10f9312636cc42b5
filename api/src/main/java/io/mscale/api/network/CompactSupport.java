package io.mscale.api.network;

/**
 * Activations that are zero outside a short interval, piece by piece. As sums of powers of max(x - k, 0), the form in
 * which they are often printed, they lose all digits where x is large: float32 is off by 5e-2 at x = 300.
 */
final class CompactSupport {

    /** psi at x = 0, 1/2, ..., 3, times 12. */
    private static final double[] PSI = {0, 1, -6, 10, -6, 1, 0};

    private CompactSupport() {}

    static double srelu(double x) {
        return x > 0 && x < 1 ? x * (1 - x) : 0;
    }

    static double sreluSlope(double x) {
        return x > 0 && x < 1 ? 1 - 2 * x : 0;
    }

    static double s2relu(double x) {
        return x > 0 && x < 1 ? Math.sin(2 * Math.PI * x) * x * (1 - x) : 0;
    }

    static double s2reluSlope(double x) {
        double turns = 2 * Math.PI * x;
        return x > 0 && x < 1 ? 2 * Math.PI * Math.cos(turns) * x * (1 - x) + Math.sin(turns) * (1 - 2 * x) : 0;
    }

    /** The quadratic B-spline with knots 0, 1, 2, 3, times 2: x^2, then -2x^2 + 6x - 3, then (3 - x)^2. */
    static double phi(double x) {
        if (!(x > 0 && x < 3)) {
            return 0;
        }
        return x <= 1 ? x * x : x <= 2 ? (6 - 2 * x) * x - 3 : (3 - x) * (3 - x);
    }

    static double phiSlope(double x) {
        if (!(x > 0 && x < 3)) {
            return 0;
        }
        return x <= 1 ? 2 * x : x <= 2 ? 6 - 4 * x : 2 * x - 6;
    }

    /** The semi-orthogonal linear spline wavelet (Chui and Wang, 1992): straight lines between its values at k/2. */
    static double psi(double x) {
        if (!(x > 0 && x < 3)) {
            return 0;
        }
        int piece = piece(x);
        return (PSI[piece] + (PSI[piece + 1] - PSI[piece]) * (2 * x - piece)) / 12;
    }

    static double psiSlope(double x) {
        if (!(x > 0 && x <= 3)) {
            return 0;
        }
        int piece = piece(x);
        return (PSI[piece + 1] - PSI[piece]) / 6;
    }

    /** The piece that ends at x or holds it: the derivative at a knot is that from the left. */
    private static int piece(double x) {
        return (int) Math.ceil(2 * x) - 1;
    }
}
