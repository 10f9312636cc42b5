package io.mscale.results.gate;

import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.MetricComparison;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What is judged, and the relative differences to ignore: 0.03 is three per cent. Where the noise is larger, the noise applies
 * instead.
 *
 * @param thresholds for each metric that is judged, the difference that is still accepted
 * @param maxNoise the noise of a time or of memory above which nothing can be said of it, unless its threshold is larger
 * @param rules for single cells
 */
public record Tolerance(Map<Metric, Double> thresholds, double maxNoise, Rules rules) {

    /**
     * 3% of the step time, so that a slowdown of 5% exceeds it clearly. 10% of the test MSE, which varies more from
     * seed to seed.
     */
    public static final Tolerance DEFAULT = new Tolerance(0.03, 0.1);

    /**
     * What else may grow by how much: start-up, the first step and memory scatter more than steps and matter less; counts
     * hardly scatter.
     */
    private static final Map<Metric, Double> OTHERS = Map.of(
            Metric.STARTUP, 0.1,
            Metric.FIRST_STEP, 0.25,
            Metric.PEAK_MEMORY, 0.05,
            Metric.INSTRUCTIONS, 0.01,
            Metric.ALLOCATION, 0.01);

    /** Errors that are twice as large must be seen; other rounding scatters them by less. */
    public static final double MOST_NOISE_OF_ERRORS = 1;

    /** Counts are judged because they are free of noise. */
    private static final double MOST_NOISE_OF_COUNTS = 0.05;

    /** A gate that sees only slowdowns by a quarter and more is of no use. */
    public static final double STANDARD_MAX_NOISE = 0.25;

    public Tolerance {
        thresholds = Map.copyOf(thresholds);
        if (!thresholds.values().stream().allMatch(Tolerance::isDifference) || !isDifference(maxNoise)) {
            throw new IllegalArgumentException("tolerances are not negative: " + thresholds + ", " + maxNoise);
        }
    }

    /** Accepts these differences of the two that are always judged. */
    public Tolerance(double step, double testMse) {
        this(Map.of(Metric.STEP, step, Metric.TEST_MSE, testMse), STANDARD_MAX_NOISE, Rules.NONE);
    }

    /**
     * Accepts the usual differences of some metrics.
     *
     * @param metrics those that are judged
     */
    public static Tolerance of(Collection<Metric> metrics, double maxNoise) {
        Map<Metric, Double> all = new EnumMap<>(OTHERS);
        all.putAll(DEFAULT.thresholds);
        all.keySet().retainAll(metrics);
        return new Tolerance(all, maxNoise, Rules.NONE);
    }

    /** The same, with another difference of a metric if that is judged. */
    public Tolerance with(Metric metric, double threshold) {
        Map<Metric, Double> changed = new HashMap<>(thresholds);
        changed.replace(metric, threshold);
        return new Tolerance(changed, maxNoise, rules);
    }

    /** The same, with rules for single cells. */
    public Tolerance with(Rules others) {
        return new Tolerance(thresholds, maxNoise, others);
    }

    /** The noise of a metric above which nothing can be said of it, unless its threshold is larger. */
    private double maxNoise(Metric metric) {
        return metric == Metric.TEST_MSE
                ? MOST_NOISE_OF_ERRORS
                : metric.isCounted() ? Math.min(MOST_NOISE_OF_COUNTS, maxNoise) : maxNoise;
    }

    /** Whether the noise of a comparison hides all but what nobody would miss. */
    public boolean isHidden(CellKey cell, Check.Kind kind, MetricComparison numbers) {
        double most = kind.metric().map(this::maxNoise).orElse(Double.POSITIVE_INFINITY);
        return numbers.noise() > Math.max(of(cell, kind), most);
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

    /**
     * Returns the difference that is still accepted of a check's metric.
     *
     * @throws IllegalArgumentException if the check compares no metric that is judged
     */
    public double of(CellKey cell, Check.Kind kind) {
        Metric metric = kind.metric().orElseThrow(() -> new IllegalArgumentException(kind + " has no threshold"));
        return rules.threshold(cell, kind).orElseGet(() -> of(metric));
    }
}
