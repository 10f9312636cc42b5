package io.mscale.results.statistics;

import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * A median of repeats with its confidence interval.
 *
 * <p>The interval reaches from the r-th smallest to the r-th largest value. It misses the true median only if fewer
 * than r values lie on one side of it, and that number is binomial with probability one half whatever the distribution
 * of the values (W. R. Thompson, Annals of Mathematical Statistics 7, 1936, page 122). r is the largest rank that keeps
 * the level. The confidence is exact for continuous distributions; ties only raise it.
 *
 * @param median the middle value, or the mean of the two middle values
 * @param interval empty if there are too few values for the level: fewer than 6 at 95%
 */
public record MedianInterval(double median, Optional<ConfidenceInterval> interval) {

    /** Returns the median with its 95% interval. */
    public static MedianInterval of(double[] values) {
        return of(values, ConfidenceInterval.LEVEL);
    }

    /**
     * Returns the median with its interval.
     *
     * @param values at least one, none NaN; infinite values count by their rank like all others
     * @param level the minimum confidence, between 0 and 1
     * @throws IllegalArgumentException if there is no value, a value is NaN, or the level is out of range
     */
    public static MedianInterval of(double[] values, double level) {
        double missed = missed(level);
        double[] sorted = SortedValues.of(values);
        BinomialDistribution below = BinomialDistribution.of(sorted.length, 0.5);
        int rank = 0;
        while (2 * below.cumulativeProbability(rank) <= missed) {
            rank++;
        }
        double median = Median.ofSorted(sorted);
        if (rank == 0) {
            return new MedianInterval(median, Optional.empty());
        }
        double confidence = 1 - 2 * below.cumulativeProbability(rank - 1);
        return new MedianInterval(
                median,
                Optional.of(new ConfidenceInterval(sorted[rank - 1], sorted[sorted.length - rank], confidence)));
    }

    /**
     * Returns the number of values an interval requires: the whole range of n values covers the median with probability
     * 1 - 2^(1 - n).
     *
     * @param level the minimum confidence, between 0 and 1
     */
    public static int fewestValues(double level) {
        double missed = missed(level);
        return (int) Math.ceil(1 - Math.log(missed) / Math.log(2));
    }

    /** Returns the error probability that the level allows. */
    private static double missed(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level " + level + " is not between 0 and 1");
        }
        return 1 - level;
    }
}
