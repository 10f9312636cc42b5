package io.mscale.results.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * The distance from 1 that the ratio of two runs' repeats may reach by chance. {@link NoiseFloor} gives the noise of a
 * single pair of forks; this gives that of medians over several forks, which scatter less. A gate that used the noise
 * of a single fork would miss most slowdowns.
 *
 * <p>The noise is three standard errors of the ratio's logarithm, sigma sqrt(1/m + 1/n) for m and n repeats, or two
 * where a difference must show in two independent measurements, which makes up for the narrower limit. sigma is the
 * scatter of one fork. It is estimated from all forks that measured the same cell, namely the repeats of both runs and
 * of their twins, each group around its own median, by the median absolute deviation, which tolerates a few slow forks.
 */
public final class RatioNoise {

    /** Chance exceeds 3 normal standard errors in 1 of 370 comparisons: rare even in a gate over tens of cells. */
    private static final double STANDARD_ERRORS = 3;
    /** Exceeding 2 standard errors on the same side in two independent measurements is rarer: 1 of 1900. */
    private static final double STANDARD_ERRORS_OF_TWO_LOOKS = 2;

    private RatioNoise() {}

    /**
     * Returns the relative difference that counts as noise (0.01 is one per cent) for a single measurement.
     *
     * @param groups positive values, such as seconds, of repeats of the same cell; groups of fewer than two are ignored
     * @param m the number of repeats in the ratio's numerator
     * @param n the number of repeats in its denominator
     * @return 0 if there is no group of two
     */
    public static double relative(List<double[]> groups, int m, int n) {
        return Math.expm1(STANDARD_ERRORS * standardError(groups, m, n));
    }

    /** Returns the same where a seeming difference is measured again and must show both times. */
    public static double relativeOfTwoLooks(List<double[]> groups, int m, int n) {
        return Math.expm1(STANDARD_ERRORS_OF_TWO_LOOKS * standardError(groups, m, n));
    }

    /**
     * Returns the relative difference that counts as noise for forks that took turns.
     *
     * @param ratios of each pair
     * @return 0 if there is one pair
     */
    public static double relativeOfTurns(List<TurnRatio> ratios) {
        return Math.expm1(STANDARD_ERRORS * standardErrorOfTurns(ratios));
    }

    /** Returns the same where a seeming difference is measured again and must show both times. */
    public static double relativeOfTurnsAndTwoLooks(List<TurnRatio> ratios) {
        return Math.expm1(STANDARD_ERRORS_OF_TWO_LOOKS * standardErrorOfTurns(ratios));
    }

    /**
     * Returns the relative difference that counts as noise for trainings with the same seeds: how far the 99% interval of
     * Student's t reaches for the mean logarithm of their ratios. Of so few values the median absolute deviation would
     * scatter too much, and the errors of trainings have no slow forks.
     *
     * @param a positive, one value per seed
     * @param b the other's, for the same seeds in the same order
     * @return 0 for a single seed
     */
    public static double relativeOfSeeds(double[] a, double[] b) {
        return StudentT.interval(PairwiseComparison.logarithms(a, b), 0.99)
                .map(interval -> Math.expm1((interval.upper() - interval.lower()) / 2))
                .orElse(0.0);
    }

    /**
     * Returns the standard error of the logarithm of the median of forks, by their median absolute deviation.
     *
     * @param values positive
     * @return 0 for a single value
     */
    public static double errorOfMedian(double[] values) {
        return Median.OVER_MEAN * standardError(List.of(values), values.length, Integer.MAX_VALUE);
    }

    private static double standardErrorOfTurns(List<TurnRatio> ratios) {
        if (ratios.size() < 2) {
            return 0;
        }
        // Processes differ by more than their turns show, so that all pairs have the same scatter here. But those that
        // count for less leave fewer to average over.
        double sigma = TurnRatio.scatter(ratios);
        double[] precisions =
                Arrays.stream(TurnRatio.weights(ratios)).map(x -> x * x).toArray();
        double squares = Arrays.stream(precisions).map(x -> x * x).sum();
        return sigma * Math.sqrt(squares) / Arrays.stream(precisions).sum();
    }

    private static double standardError(List<double[]> groups, int m, int n) {
        double[] deviations = groups.stream()
                .filter(group -> group.length >= 2)
                .map(group -> Arrays.stream(group).map(Math::log).toArray())
                .flatMapToDouble(Median::deviations)
                .toArray();
        double sigma = deviations.length == 0 ? 0 : Median.standardDeviation(Arrays.stream(deviations));
        return sigma * Math.sqrt(1.0 / m + 1.0 / n);
    }
}
