package io.mscale.results.statistics;

import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The statistics that JMH reports for a list of scores. They differ from those of the other reports, whose quantiles
 * are of type 7.
 */
public final class JmhStatistics {

    /** The confidence level that JMH uses. */
    private static final double CONFIDENCE = 0.999;

    private final double[] sorted;
    private final double mean;
    private final double deviation;

    /** Computes the statistics of at least one score, in measurement order. */
    public JmhStatistics(List<Double> scores) {
        sorted = scores.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        // Added up one by one in measurement order, so that the last digit matches JMH's.
        double sum = 0;
        for (double score : scores) {
            sum += score;
        }
        mean = sum / sorted.length;
        double squares = DoubleStream.of(sorted)
                .map(score -> (score - mean) * (score - mean))
                .sum();
        deviation = Math.sqrt(squares / (sorted.length - 1));
    }

    public double mean() {
        return mean;
    }

    /** Half the width of the mean's confidence interval by Student's t; NaN for fewer than three scores. */
    public double error() {
        if (sorted.length < 3) {
            return Double.NaN;
        }
        double t = TDistribution.of(sorted.length - 1).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
        return t * deviation / Math.sqrt(sorted.length);
    }

    /** The ends of the mean's confidence interval. */
    public List<Double> confidence() {
        return List.of(mean - error(), mean + error());
    }

    /**
     * A percentile (Hyndman and Fan, 1996, type 6).
     *
     * @param percent in [0, 100]
     */
    public double percentile(double percent) {
        double rank = percent * (sorted.length + 1) / 100;
        if (rank < 1) {
            return sorted[0];
        }
        if (rank >= sorted.length) {
            return sorted[sorted.length - 1];
        }
        int below = (int) rank;
        return sorted[below - 1] + (rank - below) * (sorted[below] - sorted[below - 1]);
    }
}
