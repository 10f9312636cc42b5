package io.mscale.results.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * Where independent values lie that are distributed symmetrically around something, such as differences of pairs.
 *
 * <ul>
 *   <li>{@code estimate} is the median of the means of all two values, each with itself included (J. L. Hodges and E. L.
 *       Lehmann, Annals of Mathematical Statistics 34, 1963). It tolerates up to 29% outliers. Where values are known with
 *       unequal precision, the means are weighted by it.
 *   <li>{@code p} comes from the two-sided signed-rank test against 0 (F. Wilcoxon, Biometrics Bulletin 1, 1945), exact
 *       without ties and zeros.
 *   <li>{@code interval} holds all centres that the test does not reject (J. W. Tukey; M. Hollander and D. A. Wolfe,
 *       Nonparametric statistical methods, section 3.3). It needs 6 values.
 * </ul>
 *
 * @param interval the 95% interval of the centre; empty if there are too few values for the level
 * @param p the probability of ranks at least this unequal if the centre is 0
 */
public record SignedRanks(double estimate, Optional<ConfidenceInterval> interval, double p) {

    /** The accepted rate of false alarms. */
    private static final double ALPHA = 0.05;

    /**
     * Estimates the centre of values.
     *
     * @throws IllegalArgumentException if there are none, or one is not finite
     */
    public static SignedRanks of(double[] values) {
        return of(values, DoubleStream.generate(() -> 1).limit(values.length).toArray());
    }

    /**
     * Estimates the centre of values that are known with unequal precision. The distances of the values from the centre are
     * ranked in units of their errors. Two such distances have a positive sum where the weighted mean of the two values is
     * beyond the centre, so that everything else is as without weights.
     *
     * @param weights positive, one for each value: the reciprocals of their errors in any unit. They must not depend on which
     *     side of the centre a value is
     * @throws IllegalArgumentException if there are no values, or one is not finite
     */
    public static SignedRanks of(double[] values, double[] weights) {
        if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("nothing, or not finite: " + Arrays.toString(values));
        }
        double[] means = means(values, weights);
        double[] distances = new double[values.length];
        Arrays.setAll(distances, i -> values[i] * weights[i]);
        boolean allZero = Arrays.stream(values).allMatch(x -> x == 0);
        double p = allZero
                ? 1
                : WilcoxonSignedRankTest.withDefaults().test(distances).getPValue();
        return new SignedRanks(Median.ofSorted(means), interval(means, values.length), p);
    }

    /** The means of all two values, sorted. */
    private static double[] means(double[] values, double[] weights) {
        int n = values.length;
        double[] means = new double[n * (n + 1) / 2];
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                means[next++] = (weights[i] * values[i] + weights[j] * values[j]) / (weights[i] + weights[j]);
            }
        }
        Arrays.sort(means);
        return means;
    }

    /** Excludes as many of the smallest and of the largest means as there are values of the statistic that are rejected. */
    private static Optional<ConfidenceInterval> interval(double[] means, int n) {
        int rejected = 0;
        int kept = means.length / 2;
        while (rejected < kept) {
            int statistic = (rejected + kept) / 2;
            if (pOf(statistic, n) <= ALPHA) {
                rejected = statistic + 1;
            } else {
                kept = statistic;
            }
        }
        return rejected == 0
                ? Optional.empty()
                : Optional.of(new ConfidenceInterval(
                        means[rejected - 1], means[means.length - rejected], 1 - pOf(rejected - 1, n)));
    }

    /**
     * Returns p for a value of the statistic, the sum of the ranks of the positive values. The library has no distribution
     * of it, so its test is run on values that have this sum.
     */
    private static double pOf(int statistic, int n) {
        double[] values = new double[n];
        int left = statistic;
        for (int rank = n; rank >= 1; rank--) {
            boolean isPositive = rank <= left;
            left -= isPositive ? rank : 0;
            values[rank - 1] = isPositive ? rank : -rank;
        }
        return WilcoxonSignedRankTest.withDefaults().test(values).getPValue();
    }
}
