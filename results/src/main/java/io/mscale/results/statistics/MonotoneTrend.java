package io.mscale.results.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The test of Mann and Kendall for a trend: whether later values tend to be larger, or smaller, than earlier ones (H. B.
 * Mann, Nonparametric tests against trend, Econometrica 13, 1945; M. G. Kendall, Rank correlation methods, 1970, chapter
 * 4, for ties). The test of a cut compares sets of values; this one compares orders, of which there are many more, so
 * that it sees a drift of 8 values already.
 */
public final class MonotoneTrend {

    private MonotoneTrend() {}

    /**
     * Returns the two-sided p of a trend, by the normal approximation with continuity correction, which is too large
     * for few values.
     *
     * @param values in order; finite
     */
    public static double p(double[] values) {
        long concordance = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                concordance += Integer.signum(Double.compare(values[j], values[i]));
            }
        }
        double variance = pairs(values.length) - tied(values);
        if (variance <= 0 || concordance == 0) {
            return 1;
        }
        double z = (Math.abs(concordance) - 1) / Math.sqrt(variance / 18);
        return Math.min(1, 2 * NormalDistribution.of(0, 1).survivalProbability(z));
    }

    private static double tied(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        double sum = 0;
        int from = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[from]) {
                sum += pairs(i - from);
                from = i;
            }
        }
        return sum;
    }

    /** 18 times the variance that so many values contribute. */
    private static double pairs(int n) {
        return (double) n * (n - 1) * (2 * n + 5);
    }
}
