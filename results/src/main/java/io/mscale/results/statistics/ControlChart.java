package io.mscale.results.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The control chart of a series, drawn from its second half. {@link SteadyState} explains the method and its constants.
 */
final class ControlChart {

    /** Locates the end of the warm-up to 5% of the series; more windows would need more samples per fork. */
    static final int WINDOWS = 20;
    /** Fewer samples make the median and the scatter of a window meaningless. */
    static final int FEWEST_PER_WINDOW = 5;

    /** The usual control limits: a normal sample crosses them with probability 0.003. */
    private static final double STANDARD_ERRORS = 3;
    /** Changes up to 2% do not matter; see {@link SteadyState}. */
    private static final double TOLERANCE = 0.02;
    /** Limits wider than 10% would accept almost any series as steady. */
    private static final double COARSEST = 0.1;

    private static final int HALF = WINDOWS / 2;
    private static final int LAST_QUARTER = WINDOWS * 3 / 4;

    private final double[] samples;
    private final double centre;
    private final double deviation;

    ControlChart(double[] samples) {
        this.samples = samples;
        this.centre = level(HALF, WINDOWS);
        this.deviation = Median.standardDeviation(IntStream.range(HALF, WINDOWS)
                .mapToObj(window -> samples(window, window + 1))
                .flatMapToDouble(Median::deviations));
    }

    SteadyState verdict() {
        double resolution = STANDARD_ERRORS * standardError(HALF, HALF + 1) / centre;
        if (resolution > COARSEST) {
            return new SteadyState.Undecided("the samples scatter so much that a change of "
                    + Math.round(100 * resolution) + "% would not be seen");
        }
        int start = 0;
        for (int window = 1; window < WINDOWS; window++) {
            if (side(window) != 0 && side(window) == side(window - 1)) {
                start = window + 1;
            }
        }
        if (start > HALF) {
            return new SteadyState.NotReached(between(start - 2, start) + "took "
                    + times(level(start - 2, start), centre) + " the median of the second half");
        }
        double third = level(HALF, LAST_QUARTER);
        double fourth = level(LAST_QUARTER, WINDOWS);
        double scatter = Math.hypot(standardError(HALF, LAST_QUARTER), standardError(LAST_QUARTER, WINDOWS));
        if (Math.abs(fourth - third) > limit(scatter)) {
            return new SteadyState.NotReached(between(LAST_QUARTER, WINDOWS) + "took " + times(fourth, third)
                    + " the median of the quarter before");
        }
        while (start < HALF && side(start) != 0) {
            start++;
        }
        return new SteadyState.Reached(from(start), level(start, WINDOWS));
    }

    /** The side on which a window lies outside the limits: -1 below, 1 above, or 0 if it is within. */
    private int side(int window) {
        double difference = level(window, window + 1) - centre;
        return Math.abs(difference) > limit(standardError(window, window + 1)) ? (int) Math.signum(difference) : 0;
    }

    private double limit(double standardError) {
        return Math.max(TOLERANCE * centre, STANDARD_ERRORS * standardError);
    }

    /** The standard error of the median of windows {@code window} (inclusive) to {@code end} (exclusive). */
    private double standardError(int window, int end) {
        return Median.OVER_MEAN * deviation / Math.sqrt(from(end) - from(window));
    }

    /** The median of windows {@code window} (inclusive) to {@code end} (exclusive). */
    private double level(int window, int end) {
        return Median.of(samples(window, end));
    }

    private double[] samples(int window, int end) {
        return Arrays.copyOfRange(samples, from(window), from(end));
    }

    /** The index of a window's first sample. */
    private int from(int window) {
        return (int) ((long) samples.length * window / WINDOWS);
    }

    private String between(int window, int end) {
        return "samples " + from(window) + " to " + (from(end) - 1) + " ";
    }

    private static String times(double level, double other) {
        return Math.round(1000 * level / other) / 1000.0 + " times";
    }
}
