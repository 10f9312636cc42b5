package io.mscale.results.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The noise floor of a machine: the smallest relative difference between two forks that is meaningful, from an A/A run
 * that measures the same cell as A and as B in alternating forks.
 *
 * <p>The floor is the relative difference that 95 of 100 pairs of forks of the same cell stay below. Taken directly
 * from the few pairs of a run, that quantile would be their largest difference, decided by a single slow fork. It is
 * therefore computed from the scatter of all forks, by the median absolute deviation of their logarithms (F. R. Hampel,
 * Journal of the American Statistical Association 69, 1974), which tolerates slow forks as long as they are a minority.
 * The difference of two forks scatters sqrt(2) times as much as one fork, and 95% of a normal distribution lie within
 * 1.96 standard deviations.
 *
 * <p>A significance test alone is not enough: it raises a false alarm in up to 5 of 100 comparisons, mostly over tiny
 * differences. The ratio of a comparison is a median over all pairs of forks; with 7 forks on each side it scatters
 * about 0.4 times as much as one pair. So chance rarely moves a ratio beyond the floor, while differences of twice the
 * floor are still found. Test and floor together raise less than 1 false alarm in 100 comparisons of 7 forks each; the
 * tests simulate this, with slow forks as well.
 *
 * @param relative the floor as a fraction: 0.01 is one per cent
 * @param comparison the comparison of A with B
 */
public record NoiseFloor(double relative, PairwiseComparison comparison) {

    /** The number of standard deviations within which 95% of a normal distribution lie: 1.96. */
    private static final double REACH = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.975);

    /**
     * Computes the noise floor of a machine.
     *
     * @param a seconds, one value per fork, for at least {@link PairwiseComparison#FEWEST_FORKS} forks
     * @param b seconds for the same cell, from forks that alternate with those of {@code a}
     * @throws IllegalArgumentException if there is no value on a side, or one is not positive and finite
     */
    public static NoiseFloor of(double[] a, double[] b) {
        PairwiseComparison comparison = PairwiseComparison.of(a, b);
        double[] logarithms = DoubleStream.concat(Arrays.stream(a), Arrays.stream(b))
                .map(Math::log)
                .toArray();
        double fork = Median.standardDeviation(Median.deviations(logarithms));
        double pair = Math.sqrt(2) * fork;
        return new NoiseFloor(Math.expm1(pair * REACH), comparison);
    }

    /**
     * Computes the noise floor of forks that take turns, from the ratios of such pairs.
     *
     * @param ratios of at least {@link PairwiseComparison#FEWEST_PAIRS} pairs of the same cell
     * @param a seconds, one value per fork
     * @param b seconds for the same cell
     */
    public static NoiseFloor ofTurns(List<TurnRatio> ratios, double[] a, double[] b) {
        double pair = TurnRatio.scatter(ratios);
        return new NoiseFloor(Math.expm1(pair * REACH), PairwiseComparison.ofTurns(ratios, a, b));
    }

    /**
     * Returns whether A and B, which are identical, show no difference. If they differ, the machine favours one
     * position in the order, and other comparisons are biased as well. The floor is not applied here, because such a
     * bias raises it. By chance, one sound run in 20 fails.
     */
    public boolean positionsAgree() {
        return comparison.decision(0) == Decision.NO_DIFFERENCE;
    }
}
