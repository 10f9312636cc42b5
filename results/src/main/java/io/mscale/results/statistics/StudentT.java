package io.mscale.results.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t for the mean of independent normal values (Biometrika 6, 1908). */
final class StudentT {

    private StudentT() {}

    /** Returns the two-sided p of the values if their mean is 0; 1 for a single value. */
    static double p(double[] values) {
        double mean = mean(values);
        double error = error(values);
        return values.length < 2 || mean == 0
                ? 1
                : error == 0 ? 0 : 2 * of(values).survivalProbability(Math.abs(mean) / error);
    }

    /** Returns the confidence interval of the mean; empty for a single value. */
    static Optional<ConfidenceInterval> interval(double[] values, double confidence) {
        if (values.length < 2) {
            return Optional.empty();
        }
        double reach = error(values) * of(values).inverseSurvivalProbability((1 - confidence) / 2);
        return Optional.of(new ConfidenceInterval(mean(values) - reach, mean(values) + reach, confidence));
    }

    private static TDistribution of(double[] values) {
        return TDistribution.of(values.length - 1.0);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** Returns the standard error of the mean; NaN for a single value. */
    static double error(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }
}
