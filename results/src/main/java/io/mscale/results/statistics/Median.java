package io.mscale.results.statistics;

import io.mscale.record.cell.Quantile;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The median of values, some of which may be infinite, and a robust measure of their scatter: the median absolute
 * deviation (F. R. Hampel, The influence curve and its role in robust estimation, Journal of the American Statistical
 * Association 69, 1974).
 */
public final class Median {

    /** The ratio of standard deviation to median absolute deviation of a normal distribution: 1.4826. */
    private static final double CONSISTENCY = 1 / NormalDistribution.of(0, 1).inverseCumulativeProbability(0.75);

    /** The ratio of the standard errors of median and mean for a large normal sample: 1.2533. */
    static final double OVER_MEAN = Math.sqrt(Math.PI / 2);

    private Median() {}

    /**
     * Returns the middle value, or the mean of the two middle values; infinite if either is.
     *
     * @param values in any order
     * @throws IllegalArgumentException if there is no value, or one is NaN
     */
    public static double of(double[] values) {
        return ofSorted(sorted(values));
    }

    /** Returns the median of sorted values. Two infinite middle values stay infinite; interpolation would give NaN. */
    static double ofSorted(double[] sorted) {
        double below = sorted[(sorted.length - 1) / 2];
        double above = sorted[sorted.length / 2];
        return below == above ? below : Quantile.of(sorted, 0.5);
    }

    /** Sorts values after checking that there are some and that they are numbers. */
    static double[] sorted(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
            throw new IllegalArgumentException("no numbers: " + Arrays.toString(values));
        }
        return sorted;
    }

    /** Sorts durations after checking that there are some and that they are positive and finite. */
    static double[] sortedDurations(double[] seconds) {
        double[] sorted = sorted(seconds);
        if (sorted[0] <= 0 || Double.isInfinite(sorted[sorted.length - 1])) {
            throw new IllegalArgumentException("durations are positive and finite: " + Arrays.toString(seconds));
        }
        return sorted;
    }

    /**
     * Returns the distances of the values from their median, without the smallest: that value determined the median,
     * and including it would underestimate the scatter of 5 values by a quarter.
     *
     * @param values at least two
     */
    static DoubleStream deviations(double[] values) {
        double median = of(values);
        return Arrays.stream(values).map(x -> Math.abs(x - median)).sorted().skip(1);
    }

    /** Estimates the standard deviation of normally distributed values from these deviations. */
    static double standardDeviation(DoubleStream deviations) {
        return CONSISTENCY * of(deviations.toArray());
    }
}
