package io.mscale.harness.yardstick;

import java.util.Arrays;

/**
 * The natural cubic spline that minimises the weighted squared errors at the knots plus a multiple of its squared second
 * derivative's integral; with the multiple 0 it goes through all values. The multiple is the one whose splines predict best,
 * from all the other knots, the value at a knot that was left out. After Reinsch: the second derivatives at the inner knots
 * solve a system of five diagonals.
 */
final class SmoothingSpline {

    /** With fewer knots, leaving one out tells little, and nothing is smoothed. */
    private static final int LEAST_KNOTS_TO_SMOOTH = 10;

    /** In cubes of the mean spacing, as powers of ten: from what heals close knots only to all but a straight line. */
    private static final int LEAST_POWER = -6;

    private static final int GREATEST_POWER = 10;
    /** What a smaller error must be beyond rounding to count as smaller. */
    private static final double SMALLER = 1 - 1e-6;

    private final double[] x;
    private final double[] y;
    private final double[] weights;
    /** Distances between the knots. */
    private final double[] h;
    /** The values at the knots. */
    private double[] values;
    /** The second derivatives at the knots; 0 at both ends. */
    private double[] bends;

    /**
     * A spline of as many knots as there are numbers in each array.
     *
     * @param x the knots in ascending order, at least two
     * @param weights how much each value counts, positive
     */
    SmoothingSpline(double[] x, double[] y, double[] weights) {
        this.x = x;
        this.y = y;
        this.weights = weights;
        int last = x.length - 1;
        h = new double[last];
        Arrays.setAll(h, i -> x[i + 1] - x[i]);
        values = y;
        bends = new double[x.length];
        if (last > 1) {
            double least = solve(0);
            double spacing = (x[last] - x[0]) / last;
            double best = 0;
            for (int power = LEAST_POWER; power <= GREATEST_POWER && x.length >= LEAST_KNOTS_TO_SMOOTH; power++) {
                double smoothing = Math.pow(10, power) * spacing * spacing * spacing;
                double error = solve(smoothing);
                if (error < least * SMALLER) {
                    least = error;
                    best = smoothing;
                }
            }
            solve(best);
        }
    }

    /** The value at a point between the first and the last knot. */
    double value(double at) {
        int found = Arrays.binarySearch(x, at);
        int i = Math.max(0, Math.min(h.length - 1, found < 0 ? -found - 2 : found));
        double left = (x[i + 1] - at) / h[i];
        double right = (at - x[i]) / h[i];
        return left * values[i]
                + right * values[i + 1]
                + h[i] * h[i] / 6 * ((left * left - 1) * left * bends[i] + (right * right - 1) * right * bends[i + 1]);
    }

    double firstSlope() {
        return (values[1] - values[0]) / h[0] - h[0] / 6 * bends[1];
    }

    double lastSlope() {
        int last = h.length;
        return (values[last] - values[last - 1]) / h[last - 1] + h[last - 1] / 6 * bends[last - 1];
    }

    /** Sets values and bends; the weighted sum of squared errors at inner knots that are left out, one at a time. */
    private double solve(double smoothing) {
        int inner = x.length - 2;
        // Row r of the second differences' matrix, and the unit lower triangle (one, two) and diagonal of L D L^T.
        double[] diagonal = new double[inner];
        double[] one = new double[inner];
        double[] two = new double[inner];
        double[] bend = new double[inner];
        for (int r = 0; r < inner; r++) {
            double left = 1 / h[r];
            double right = 1 / h[r + 1];
            double middle = -left - right;
            double d = (h[r] + h[r + 1]) / 3
                    + smoothing
                            * (left * left / weights[r]
                                    + middle * middle / weights[r + 1]
                                    + right * right / weights[r + 2]);
            double b = (y[r + 2] - y[r + 1]) * right - (y[r + 1] - y[r]) * left;
            if (r >= 2) {
                double c = smoothing * left / h[r - 1] / weights[r];
                two[r] = c / diagonal[r - 2];
                d -= two[r] * two[r] * diagonal[r - 2];
                b -= two[r] * bend[r - 2];
            }
            if (r >= 1) {
                double before = 1 / h[r - 1];
                double c =
                        h[r] / 6 + smoothing * ((-before - left) * left / weights[r] + left * middle / weights[r + 1]);
                if (r >= 2) {
                    c -= two[r] * diagonal[r - 2] * one[r - 1];
                }
                one[r] = c / diagonal[r - 1];
                d -= one[r] * one[r] * diagonal[r - 1];
                b -= one[r] * bend[r - 1];
            }
            diagonal[r] = d;
            bend[r] = b;
        }
        // Backwards, the solution and the inverse's three diagonals (after Hutchinson and de Hoog).
        double[] same = new double[inner + 2];
        double[] next = new double[inner + 2];
        double[] afterNext = new double[inner + 2];
        double[] all = new double[inner + 4];
        for (int r = inner - 1; r >= 0; r--) {
            double l1 = r + 1 < inner ? one[r + 1] : 0;
            double l2 = r + 2 < inner ? two[r + 2] : 0;
            all[r + 1] = bend[r] / diagonal[r] - l1 * all[r + 2] - l2 * all[r + 3];
            next[r] = -l1 * same[r + 1] - l2 * next[r + 1];
            afterNext[r] = -l1 * next[r + 1] - l2 * same[r + 2];
            same[r] = 1 / diagonal[r] - l1 * next[r] - l2 * afterNext[r];
        }
        bends = Arrays.copyOf(all, x.length);
        values = new double[x.length];
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double left = i == 0 ? 0 : 1 / h[i - 1];
            double right = i == h.length ? 0 : 1 / h[i];
            // Column r of the differences has its middle at knot r + 1.
            double jump = (i == 0 ? 0 : (bends[i - 1] - bends[i]) * left)
                    + (i == h.length ? 0 : (bends[i + 1] - bends[i]) * right);
            values[i] = y[i] - smoothing / weights[i] * jump;
            if (i > 0 && i < h.length) {
                double leverage = quadratic(same, next, afterNext, i - 1, inner, left, right);
                sum += weights[i] * (jump / leverage) * (jump / leverage);
            }
        }
        return sum;
    }

    /** The inverse's form for the row of knot r + 1: its differences r - 1, r and r + 1 that exist. */
    private static double quadratic(
            double[] same, double[] next, double[] afterNext, int r, int inner, double left, double right) {
        double middle = -left - right;
        double form = middle * middle * same[r];
        if (r > 0) {
            form += left * left * same[r - 1] + 2 * left * middle * next[r - 1];
        }
        if (r + 1 < inner) {
            form += right * right * same[r + 1] + 2 * middle * right * next[r];
        }
        return r > 0 && r + 1 < inner ? form + 2 * left * right * afterNext[r - 1] : form;
    }
}
