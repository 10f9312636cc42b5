package io.mscale.results.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Two contestants, each with one time per fork: by what factor they differ, and whether that is more than chance.
 *
 * <p>Times within a fork are not independent of each other, those of different forks are: so a fork counts as one value
 * (Kalibera and Jones, Rigorous benchmarking in reasonable time, ISMM 2013). Nothing is assumed about their distribution
 * but that both contestants' has the same shape on a logarithmic scale:
 *
 * <ul>
 *   <li>{@code ratio} is the median of all ratios of a time of A to a time of B: the shift estimate of Hodges and Lehmann
 *       (Annals of Mathematical Statistics 34, 1963) on logarithms. Up to 29% of the forks may be slow without spoiling it.
 *   <li>{@code p} is that of the two-sided test of Mann and Whitney (1947): exact below 50 forks on both sides without
 *       ties, otherwise by the normal approximation corrected for ties.
 *   <li>{@code interval} holds all ratios which that test does not reject: the interval of Moses (Hollander and Wolfe,
 *       Nonparametric statistical methods, section 4.3) on logarithms. Ties only raise its confidence.
 * </ul>
 *
 * @param forksA how many times of A
 * @param forksB how many times of B
 * @param ratio by how much A's times are longer: below 1, A is faster
 * @param interval of the ratio; empty if there are too few forks for the level
 * @param p probability of ranks at least as unequal if there is no difference
 * @param alpha what p must not exceed, and what the interval's confidence lacks of 1 at most
 */
public record PairwiseComparison(
        int forksA, int forksB, double ratio, Optional<ConfidenceInterval> interval, double p, double alpha) {

    /**
     * The fewest forks of each contestant that are judged. With 4 on both sides one outcome in 70 is extreme each way, so p
     * can be 2/70 = 0.029; with 3 it cannot fall below 2/20.
     */
    public static final int FEWEST_FORKS = 4;

    /** The share of false alarms that is accepted if no other is named. */
    public static final double ALPHA = 0.05;

    /** Compares at 95%. */
    public static PairwiseComparison of(double[] a, double[] b) {
        return of(a, b, ALPHA);
    }

    /**
     * Compares.
     *
     * @param a seconds, one value per fork of the first contestant
     * @param b the same of the second
     * @param alpha the share of false alarms that is accepted, between 0 and 1
     * @throws IllegalArgumentException if a value is not positive and finite, there is none, or alpha makes no sense
     */
    public static PairwiseComparison of(double[] a, double[] b, double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha " + alpha + " is not between 0 and 1");
        }
        double[] sortedA = SortedValues.ofDurations("A", a);
        double[] sortedB = SortedValues.ofDurations("B", b);
        double[] ratios = Arrays.stream(sortedA)
                .flatMap(x -> Arrays.stream(sortedB).map(y -> x / y))
                .sorted()
                .toArray();
        return new PairwiseComparison(
                a.length, b.length, middle(ratios), interval(ratios, a.length, b.length, alpha), p(a, b), alpha);
    }

    /**
     * The decision with a noise floor.
     *
     * @param noise relative differences up to it count as none, even if they are significant; see {@link NoiseFloor}
     */
    public Decision decision(double noise) {
        return decision(noise, p);
    }

    /**
     * The decision as one of many.
     *
     * @param noise relative differences up to it count as none, even if they are significant; see {@link NoiseFloor}
     * @param adjustedP p after a correction for the number of comparisons; see {@link BenjaminiHochberg}
     * @throws IllegalArgumentException if the noise is negative or not finite
     */
    public Decision decision(double noise, double adjustedP) {
        if (!(noise >= 0) || Double.isInfinite(noise)) {
            throw new IllegalArgumentException("noise " + noise + " is not a relative difference");
        }
        if (Math.min(forksA, forksB) < FEWEST_FORKS || interval.isEmpty()) {
            return Decision.CANNOT_DECIDE;
        }
        // The interval is asked as well: with ties p is approximate and may promise a little too much.
        boolean significant = adjustedP <= alpha && !interval.get().contains(1);
        boolean noticeable = Math.max(ratio, 1 / ratio) > 1 + noise;
        if (!significant || !noticeable) {
            return Decision.NO_DIFFERENCE;
        }
        return ratio < 1 ? Decision.FASTER : Decision.SLOWER;
    }

    /** The median on a logarithmic scale, so that A over B is the reciprocal of B over A. */
    private static double middle(double[] sorted) {
        double below = sorted[(sorted.length - 1) / 2];
        double above = sorted[sorted.length / 2];
        return below == above ? below : Math.sqrt(below) * Math.sqrt(above);
    }

    private static double p(double[] a, double[] b) {
        boolean allEqual = DoubleStream.concat(Arrays.stream(a), Arrays.stream(b))
                        .distinct()
                        .count()
                == 1;
        return allEqual ? 1 : MannWhitneyUTest.withDefaults().test(a, b).getPValue();
    }

    /** As many of the smallest and of the largest ratios lie outside as there are values of U that the test rejects. */
    private static Optional<ConfidenceInterval> interval(double[] ratios, int m, int n, double alpha) {
        int rejected = 0;
        int kept = m * n / 2;
        while (rejected < kept) {
            int u = (rejected + kept) / 2;
            if (pOf(u, m, n) <= alpha) {
                rejected = u + 1;
            } else {
                kept = u;
            }
        }
        if (rejected == 0) {
            return Optional.empty();
        }
        double confidence = 1 - pOf(rejected - 1, m, n);
        return Optional.of(new ConfidenceInterval(ratios[rejected - 1], ratios[ratios.length - rejected], confidence));
    }

    /** p of the statistic U, by the library's test of values that have it: the library has no distribution of U. */
    private static double pOf(int u, int m, int n) {
        double[] y = new double[n];
        Arrays.setAll(y, j -> j + 1);
        // The first u / n values lie above all of y, the next above u % n of them, the others below all.
        double[] x = new double[m];
        Arrays.setAll(x, i -> i < u / n ? n + 1 + i : i == u / n ? u % n + 0.5 : -i);
        return MannWhitneyUTest.withDefaults().test(x, y).getPValue();
    }
}
