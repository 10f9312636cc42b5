package io.mscale.results.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How far from 1 the ratio of two runs' repeats may lie by chance alone. Where {@link NoiseFloor} tells what one pair of
 * forks may differ by, this tells it of medians over several forks, which scatter less: a gate that had to see every
 * slowdown through the noise of a single fork would be blind to most.
 *
 * <p>It is three standard errors of the ratio's logarithm, sigma sqrt(1/m + 1/n) each, with m and n repeats. sigma, the
 * scatter of one fork, is read off all forks that measured the same cell: the repeats of both runs and of their twins, each
 * group around its own median, by the median absolute deviation, which a few slow forks cannot spoil.
 */
public final class RatioNoise {

    private static final double STANDARD_ERRORS = 3;

    private RatioNoise() {}

    /**
     * The relative difference that is noise: 0.01 is one per cent.
     *
     * @param groups positive values, such as seconds, of repeats of the same cell; groups of less than two say nothing
     * @param m repeats in the ratio's numerator
     * @param n repeats in its denominator
     * @return 0 if there is no group of two
     */
    public static double relative(List<double[]> groups, int m, int n) {
        double[] deviations = groups.stream()
                .filter(group -> group.length >= 2)
                .flatMapToDouble(RatioNoise::logarithmicDeviations)
                .toArray();
        if (deviations.length == 0) {
            return 0;
        }
        double sigma = MedianDeviation.standardDeviation(Arrays.stream(deviations));
        return Math.expm1(STANDARD_ERRORS * sigma * Math.sqrt(1.0 / m + 1.0 / n));
    }

    private static DoubleStream logarithmicDeviations(double[] group) {
        return MedianDeviation.deviations(Arrays.stream(group).map(Math::log).toArray());
    }
}
