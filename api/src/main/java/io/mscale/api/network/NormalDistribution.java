package io.mscale.api.network;

/** The standard normal distribution. */
final class NormalDistribution {

    /** Beyond this, double has no number between the distribution function and 0 or 1 that would matter. */
    private static final double FAR = 9;

    private static final double DENSITY_AT_0 = 1 / Math.sqrt(2 * Math.PI);

    private NormalDistribution() {}

    static double density(double x) {
        return DENSITY_AT_0 * Math.exp(-x * x / 2);
    }

    /** 1/2 + density(x) (x + x^3/3 + x^5/(3*5) + ...), Marsaglia (2004); off by at most some 1e-16. */
    static double cumulative(double x) {
        if (!(Math.abs(x) <= FAR)) {
            return Double.isNaN(x) ? x : x > 0 ? 1 : 0;
        }
        double sum = 0;
        double term = x;
        for (int k = 3; sum + term != sum; k += 2) {
            sum += term;
            term *= x * x / k;
        }
        return 0.5 + sum * density(x);
    }
}
