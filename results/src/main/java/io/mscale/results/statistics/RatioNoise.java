package io.mscale.results.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How far from 1 the ratio of two runs' repeats may lie by chance alone. Where {@link NoiseFloor} tells what one pair of
 * forks may differ by, this tells it of medians over several forks, which scatter less: a gate that had to see every
 * slowdown through the noise of a single fork would be blind to most.
 *
 * <p>It is three standard errors of the ratio's logarithm, sigma sqrt(1/m + 1/n) each, with m and n repeats; two where the
 * same must be seen twice, in repeats of their own, which makes up for it. sigma, the
 * scatter of one fork, is read off all forks that measured the same cell: the repeats of both runs and of their twins, each
 * group around its own median, by the median absolute deviation, which a few slow forks cannot spoil.
 */
public final class RatioNoise {

    private static final double STANDARD_ERRORS = 3;
    private static final double STANDARD_ERRORS_OF_TWO_LOOKS = 2;

    private RatioNoise() {}

    /** The relative difference that is noise, 0.01 being one per cent, where the repeats are all there is to go by. */
    public static double relative(List<double[]> groups, int m, int n) {
        return Math.expm1(STANDARD_ERRORS * standardError(groups, m, n));
    }

    /** The same where what seems to differ is measured once more and must differ again. */
    public static double relativeOfTwoLooks(List<double[]> groups, int m, int n) {
        return Math.expm1(STANDARD_ERRORS_OF_TWO_LOOKS * standardError(groups, m, n));
    }

    /**
     * The standard error of the ratio's logarithm.
     *
     * @param groups positive values, such as seconds, of repeats of the same cell; groups of less than two say nothing
     * @param m repeats in the ratio's numerator
     * @param n repeats in its denominator
     * @return 0 if there is no group of two
     */
    private static double standardError(List<double[]> groups, int m, int n) {
        double[] deviations = groups.stream()
                .filter(group -> group.length >= 2)
                .flatMapToDouble(RatioNoise::logarithmicDeviations)
                .toArray();
        if (deviations.length == 0) {
            return 0;
        }
        double sigma = MedianDeviation.standardDeviation(Arrays.stream(deviations));
        return sigma * Math.sqrt(1.0 / m + 1.0 / n);
    }

    private static DoubleStream logarithmicDeviations(double[] group) {
        return MedianDeviation.deviations(Arrays.stream(group).map(Math::log).toArray());
    }
}
