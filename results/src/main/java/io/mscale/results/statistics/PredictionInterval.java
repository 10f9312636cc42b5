package io.mscale.results.statistics;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Where one further value is to be expected after others of the same normal distribution: within the mean plus and minus
 * t s sqrt(1 + 1/n) for n values of standard deviation s (G. J. Hahn and W. Q. Meeker, Statistical intervals, 1991, section
 * 4.7). Unlike a confidence interval, which says where the mean is, it holds a single new value with the given probability.
 *
 * <p>A few outliers would widen it beyond use, so that values more than {@value #OUTLIER} standard deviations from the
 * median are left out first; that standard deviation comes from the median absolute deviation (F. R. Hampel, Journal of the
 * American Statistical Association 69, 1974). At most one value in {@value #OUTLIERS_OF} is left out, the farthest first,
 * and none of fewer than {@value #FEWEST_WITH_OUTLIERS}.
 *
 * @param centre the mean of the values that count
 * @param standardError of the difference of a further value to the centre
 * @param degreesOfFreedom one less than the values that count
 * @param confidence the probability that a further value is within
 */
public record PredictionInterval(double centre, double standardError, int degreesOfFreedom, double confidence) {

    /** With fewer the interval is wider than anything that it should show. */
    public static final int FEWEST_VALUES = 5;

    /** Rarely so far away by chance, although the deviation of five values is uncertain. */
    private static final double OUTLIER = 5;

    private static final int OUTLIERS_OF = 3;

    /** Of fewer, the deviation is too uncertain to leave out any. */
    private static final int FEWEST_WITH_OUTLIERS = 10;

    /**
     * Predicts one further value.
     *
     * @param values at least {@value #FEWEST_VALUES}, finite; pass logarithms of durations
     * @param confidence between 0 and 1, as in 0.99
     * @throws IllegalArgumentException if there are too few values, or one is not finite
     */
    public static PredictionInterval of(double[] values, double confidence) {
        if (values.length < FEWEST_VALUES || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("too few values, or not finite: " + Arrays.toString(values));
        }
        double[] counted = withoutOutliers(values);
        double mean = Arrays.stream(counted).average().orElseThrow();
        double squares =
                Arrays.stream(counted).map(x -> (x - mean) * (x - mean)).sum();
        int degrees = counted.length - 1;
        double error = Math.sqrt(squares / degrees * (1 + 1.0 / counted.length));
        return new PredictionInterval(mean, error, degrees, confidence);
    }

    private static double[] withoutOutliers(double[] values) {
        double median = Median.of(values);
        double limit = OUTLIER * Median.standardDeviation(Median.deviations(values));
        double[] nearestFirst = Arrays.stream(values)
                .boxed()
                .sorted(Comparator.comparingDouble(value -> Math.abs(value - median)))
                .mapToDouble(Double::doubleValue)
                .toArray();
        int most = values.length < FEWEST_WITH_OUTLIERS ? 0 : values.length / OUTLIERS_OF;
        int count = values.length;
        while (count > values.length - most && Math.abs(nearestFirst[count - 1] - median) > limit) {
            count--;
        }
        return Arrays.copyOf(nearestFirst, count);
    }

    /** The interval that holds a further value with another probability. */
    public PredictionInterval withConfidence(double other) {
        return new PredictionInterval(centre, standardError, degreesOfFreedom, other);
    }

    /**
     * The interval of a further value that is itself uncertain.
     *
     * @param error its standard error
     */
    public PredictionInterval withFurtherError(double error) {
        return new PredictionInterval(centre, Math.hypot(standardError, error), degreesOfFreedom, confidence);
    }

    public double lower() {
        return centre - reach();
    }

    public double upper() {
        return centre + reach();
    }

    private double reach() {
        return StudentT.reach(standardError, degreesOfFreedom, confidence);
    }

    /** Returns the probability of a further value at least this far from the centre, on either side. */
    public double p(double value) {
        return StudentT.p(value - centre, standardError, degreesOfFreedom);
    }
}
