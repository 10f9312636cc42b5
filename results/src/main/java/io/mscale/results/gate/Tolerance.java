package io.mscale.results.gate;

import io.mscale.results.compare.Metric;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is judged, and the relative differences to ignore: 0.03 is three per cent. Where the noise is larger, the noise applies
 * instead.
 *
 * @param thresholds for each metric that is judged, the difference that is still accepted
 * @param maxNoise the noise of a time above which nothing can be said of it, unless its threshold is larger
 */
public record Tolerance(Map<Metric, Double> thresholds, double maxNoise) {

    /**
     * 3% of the step time, so that a slowdown of 5% exceeds it clearly. 10% of the test MSE, which varies more from
     * seed to seed.
     */
    public static final Tolerance DEFAULT = new Tolerance(0.03, 0.1);

    /** A gate that sees only slowdowns by a quarter and more is of no use. */
    public static final double STANDARD_MAX_NOISE = 0.25;

    public Tolerance {
        thresholds = Map.copyOf(new EnumMap<>(thresholds));
        if (!thresholds.values().stream().allMatch(Tolerance::isDifference) || !isDifference(maxNoise)) {
            throw new IllegalArgumentException("tolerances are not negative: " + thresholds + ", " + maxNoise);
        }
    }

    /** Accepts these differences of the two that are always judged. */
    public Tolerance(double step, double testMse) {
        this(Map.of(Metric.STEP, step, Metric.TEST_MSE, testMse), STANDARD_MAX_NOISE);
    }

    private static boolean isDifference(double value) {
        return value >= 0 && Double.isFinite(value);
    }

    /** Whether a metric is judged. */
    public boolean judges(Metric metric) {
        return thresholds.containsKey(metric);
    }

    /**
     * Returns the relative difference of a metric that is still accepted.
     *
     * @throws IllegalArgumentException if the metric is not judged
     */
    public double of(Metric metric) {
        Double threshold = thresholds.get(metric);
        if (threshold == null) {
            throw new IllegalArgumentException(metric + " is not judged");
        }
        return threshold;
    }

    /** Whether so much noise hides what should be found. */
    public boolean isBlind(Metric metric, double noise) {
        return metric.isTime() && noise > Math.max(maxNoise, of(metric));
    }
}
