package io.mscale.results.statistics;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Scatter that a few wild values cannot spoil: the median absolute deviation (F. R. Hampel, The influence curve and its
 * role in robust estimation, Journal of the American Statistical Association 69, 1974).
 */
final class MedianDeviation {

    /** Standard deviations per median absolute deviation of a normal distribution: 1.4826. */
    private static final double CONSISTENCY = 1 / NormalDistribution.of(0, 1).inverseCumulativeProbability(0.75);

    private MedianDeviation() {}

    /**
     * How far values lie from their median, all but the nearest: that one lies there because it made the median. With it
     * the scatter of 5 values would come out a quarter too small.
     *
     * @param values at least two
     */
    static DoubleStream deviations(double[] values) {
        double median = Median.of(values);
        return Arrays.stream(values).map(x -> Math.abs(x - median)).sorted().skip(1);
    }

    /** The standard deviation of normally distributed values with these deviations. */
    static double standardDeviation(DoubleStream deviations) {
        return CONSISTENCY * Median.of(deviations.toArray());
    }
}
