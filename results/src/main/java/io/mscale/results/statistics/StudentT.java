package io.mscale.results.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t for the mean of independent normal values (Biometrika 6, 1908). */
final class StudentT {

    private StudentT() {}

    /** Returns the two-sided p of the values if their mean is 0; 1 for a single value. */
    static double p(double[] values) {
        return values.length < 2 ? 1 : p(mean(values), error(values), values.length - 1);
    }

    /** Returns the two-sided p of a difference of that standard error if there is none. */
    static double p(double difference, double error, int degreesOfFreedom) {
        if (difference == 0) {
            return 1;
        }
        return error == 0
                ? 0
                : 2 * TDistribution.of(degreesOfFreedom).survivalProbability(Math.abs(difference) / error);
    }

    /** Returns how far a value of that standard error may be from what it estimates, on either side. */
    static double reach(double error, int degreesOfFreedom, double confidence) {
        return error * TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - confidence) / 2);
    }

    /** Returns the confidence interval of the mean; empty for a single value. */
    static Optional<ConfidenceInterval> interval(double[] values, double confidence) {
        if (values.length < 2) {
            return Optional.empty();
        }
        double reach = reach(error(values), values.length - 1, confidence);
        return Optional.of(new ConfidenceInterval(mean(values) - reach, mean(values) + reach, confidence));
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
