package io.mscale.results.statistics;

import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * A median of repeats with its 95% confidence interval.
 *
 * <p>The interval reaches from the r-th smallest to the r-th largest value. It misses the true median only if fewer
 * than r values lie on one side of it, and that number is binomial with probability one half whatever the distribution
 * of the values (W. R. Thompson, Annals of Mathematical Statistics 7, 1936, page 122). r is the largest rank that keeps
 * the level. The confidence is exact for continuous distributions; ties only raise it.
 *
 * @param median the middle value, or the mean of the two middle values
 * @param interval empty if there are fewer than {@link #FEWEST_VALUES} values
 */
public record MedianInterval(double median, Optional<ConfidenceInterval> interval) {

    /** The whole range of n values covers the median with probability 1 - 2^(1 - n), which passes 95% at 6. */
    public static final int FEWEST_VALUES = 6;

    /** The accepted probability of missing the median. */
    private static final double MISSED = 1 - 0.95;

    /**
     * Returns the median with its interval.
     *
     * @param values at least one, none NaN; infinite values count by their rank like all others
     * @throws IllegalArgumentException if there is no value, or one is NaN
     */
    public static MedianInterval of(double[] values) {
        return of(values, MISSED);
    }

    /**
     * Returns the median with an interval for conclusions from one end: the true median lies beyond the lower end with a
     * probability of at most 5%, and likewise beyond the upper end. Five values suffice; their interval is their range.
     *
     * @param values at least one, none NaN; infinite values count by their rank like all others
     * @throws IllegalArgumentException if there is no value, or one is NaN
     */
    public static MedianInterval oneSided(double[] values) {
        return of(values, 2 * MISSED);
    }

    /** The interval of ranks that misses the median with at most this probability. */
    private static MedianInterval of(double[] values, double missed) {
        double[] sorted = Median.sorted(values);
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
}
