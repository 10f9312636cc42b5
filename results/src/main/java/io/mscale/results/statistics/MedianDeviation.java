package io.mscale.results.statistics;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A robust measure of scatter: the median absolute deviation (F. R. Hampel, The influence curve and its role in robust
 * estimation, Journal of the American Statistical Association 69, 1974).
 */
final class MedianDeviation {

    /** The ratio of standard deviation to median absolute deviation of a normal distribution: 1.4826. */
    private static final double CONSISTENCY = 1 / NormalDistribution.of(0, 1).inverseCumulativeProbability(0.75);

    private MedianDeviation() {}

    /**
     * Returns the distances of the values from their median, without the smallest: that value determined the median,
     * and including it would underestimate the scatter of 5 values by a quarter.
     *
     * @param values at least two
     */
    static DoubleStream deviations(double[] values) {
        double median = Median.of(values);
        return Arrays.stream(values).map(x -> Math.abs(x - median)).sorted().skip(1);
    }

    /** Estimates the standard deviation of normally distributed values from these deviations. */
    static double standardDeviation(DoubleStream deviations) {
        return CONSISTENCY * Median.of(deviations.toArray());
    }
}
