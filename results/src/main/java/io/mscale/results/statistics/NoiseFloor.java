package io.mscale.results.statistics;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The difference between two forks that means nothing on this machine, from an A/A run: the same cell measured as A and as
 * B in alternating forks.
 *
 * <p>Defined as the relative difference that 95 of 100 pairs of forks of the same cell stay below. Read off the few pairs
 * of a run, that quantile would be their largest difference, which a single slow fork decides. So it is taken from the
 * scatter of all forks, by the median absolute deviation of their logarithms (Hampel, Journal of the American Statistical
 * Association 69, 1974), which slow forks cannot spoil as long as they are the fewer: a difference of two forks scatters
 * sqrt(2) times as much as one fork, and 95% of a normal distribution lie within 1.96 standard deviations.
 *
 * <p>Why a floor beside a significance test: the test alone raises a false alarm in up to 5 of 100 comparisons, most of
 * them over tiny differences. A comparison's ratio is a median over all pairs of forks and scatters about 0.4 times as much
 * as one pair with 7 forks each. So ratios beyond the floor are rare by chance, while differences twice as large as the
 * floor are still found. The test and the floor together raise less than 1 false alarm in 100 comparisons of 7 forks each;
 * the tests simulate it, with slow forks as well.
 *
 * @param relative the floor as a fraction: 0.01 is one per cent
 * @param comparison of A with B
 */
public record NoiseFloor(double relative, PairwiseComparison comparison) {

    /** Within so many standard deviations lie 95% of a normal distribution: 1.96. */
    private static final double REACH = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.975);

    /**
     * The floor of a machine.
     *
     * @param a seconds, one value per fork
     * @param b seconds of the same cell, from forks that alternate with those of {@code a}
     * @throws IllegalArgumentException if there are fewer than {@link PairwiseComparison#FEWEST_FORKS} forks on a side, or a
     *     value is not positive and finite
     */
    public static NoiseFloor of(double[] a, double[] b) {
        int fewest = Math.min(a.length, b.length);
        if (fewest < PairwiseComparison.FEWEST_FORKS) {
            throw new IllegalArgumentException("noise takes at least " + PairwiseComparison.FEWEST_FORKS
                    + " forks on each side; there are " + fewest);
        }
        PairwiseComparison comparison = PairwiseComparison.of(a, b);
        double[] logarithms = DoubleStream.concat(Arrays.stream(a), Arrays.stream(b))
                .map(Math::log)
                .toArray();
        double fork = MedianDeviation.standardDeviation(MedianDeviation.deviations(logarithms));
        double pair = Math.sqrt(2) * fork;
        return new NoiseFloor(Math.expm1(pair * REACH), comparison);
    }

    /**
     * Whether A and B, which are the same, show no difference: if they do, something on the machine favours one position,
     * and other comparisons suffer from it too. The floor is no excuse here, because such a difference raises it. One sound
     * run in 20 fails by chance.
     */
    public boolean positionsAgree() {
        return comparison.decision(0) == Decision.NO_DIFFERENCE;
    }
}
