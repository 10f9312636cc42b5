package io.mscale.report.figure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The range of values that an axis shows if single values far from all others do not flatten the rest: one value in
 * {@value #ONE_IN}, at least one, may be beyond the axis if it is farther than {@value #FAR} times the range of the
 * others. A level of its own is no such value: it has more runs.
 */
record YRange(double low, double high) {

    /** Fewer values show no range that one could be far from. */
    private static final int FEWEST = 6;

    private static final int ONE_IN = 20;

    private static final double FAR = 3;

    /** The least range relative to the values: less is the scatter of a machine that does the same every time. */
    private static final double LEAST_RANGE = 0.05;

    /**
     * Finds the range.
     *
     * @param values the values drawn, on a logarithmic axis their logarithms
     * @return from the least to the greatest value that is not beyond the axis; infinite if none is
     */
    static YRange of(double[] values, boolean isLog) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int most = sorted.length < FEWEST ? 0 : Math.max(1, sorted.length / ONE_IN);
        for (int count = 1; count <= most; count++) {
            for (int above : IntStream.iterate(count, i -> i >= 0, i -> i - 1).toArray()) {
                double low = sorted[count - above];
                double high = sorted[sorted.length - 1 - above];
                double least = isLog ? LEAST_RANGE : LEAST_RANGE * Math.max(Math.abs(low), Math.abs(high));
                double far = FAR * Math.max(high - low, least);
                boolean isAboveFar = above == 0 || sorted[sorted.length - above] - high > far;
                boolean isBelowFar = above == count || low - sorted[count - above - 1] > far;
                if (isAboveFar && isBelowFar) {
                    return new YRange(
                            above == count ? Double.NEGATIVE_INFINITY : low,
                            above == 0 ? Double.POSITIVE_INFINITY : high);
                }
            }
        }
        return new YRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    boolean contains(double value) {
        return low <= value && value <= high;
    }

    /** The value, or the end of the range nearest to it. */
    double nearest(double value) {
        return Math.max(low, Math.min(high, value));
    }

    /** The places of the values that are beyond the axis. */
    List<Integer> beyond(double[] values) {
        return IntStream.range(0, values.length)
                .filter(i -> !contains(values[i]))
                .boxed()
                .toList();
    }
}
