package io.mscale.report.figure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The range of values that an axis shows if single values far from all others do not flatten the rest: one value in
 * {@value #ONE_IN}, at least one, may be beyond the axis if it is farther than {@value #FAR} times the range of the
 * others. A level of its own is no such value: it has more runs.
 *
 * @param low the least value that is not beyond the axis
 * @param high the greatest such value
 * @param far what is farther from these is beyond the axis
 */
record YRange(double low, double high, double far) {

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
     */
    static YRange of(double[] values, boolean isLog) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        if (sorted.length < FEWEST) {
            return new YRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        int most = Math.max(1, sorted.length / ONE_IN);
        for (int count = 1; count <= most; count++) {
            for (int below = 0; below <= count; below++) {
                int first = below;
                int last = sorted.length - 1 - (count - below);
                YRange range = of(sorted[first], sorted[last], isLog);
                boolean isLowFar = first == 0 || range.low() - sorted[first - 1] > range.far();
                boolean isHighFar = below == count || sorted[last + 1] - range.high() > range.far();
                if (isLowFar && isHighFar) {
                    return range;
                }
            }
        }
        return of(sorted[0], sorted[sorted.length - 1], isLog);
    }

    private static YRange of(double low, double high, boolean isLog) {
        double least = isLog ? LEAST_RANGE : LEAST_RANGE * Math.max(Math.abs(low), Math.abs(high));
        return new YRange(low, high, FAR * Math.max(high - low, least));
    }

    boolean contains(double value) {
        return low <= value && value <= high;
    }

    /** The end of an interval around a value that is not beyond the axis, cut off where it is too far. */
    double end(double value) {
        return Math.max(low - far, Math.min(high + far, value));
    }

    /** The places of the values that are beyond the axis. */
    List<Integer> beyond(double[] values) {
        return IntStream.range(0, values.length)
                .filter(i -> !contains(values[i]))
                .boxed()
                .toList();
    }
}
