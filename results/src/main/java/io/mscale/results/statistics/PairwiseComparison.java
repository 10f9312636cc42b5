package io.mscale.results.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * A comparison of two contestants with one time per fork each: the factor by which they differ, and whether it exceeds
 * chance.
 *
 * <p>Times within a fork are not independent, but forks are; so each fork counts as one value (T. Kalibera and R.
 * Jones, Rigorous benchmarking in reasonable time, ISMM 2013). The only assumption about the distributions is that both
 * have the same shape on a logarithmic scale:
 *
 * <ul>
 *   <li>{@code ratio} is the median of all ratios of a time of A to a time of B: the shift estimate of Hodges and
 *       Lehmann (Annals of Mathematical Statistics 34, 1963) on logarithms. It tolerates up to 29% slow forks.
 *   <li>{@code p} comes from the two-sided Mann-Whitney test (1947): exact below 50 forks on each side without ties,
 *       otherwise by the normal approximation with tie correction.
 *   <li>{@code interval} contains all ratios that the test does not reject: Moses' interval (M. Hollander and D. A.
 *       Wolfe, Nonparametric statistical methods, section 4.3) on logarithms. Ties only raise its confidence.
 * </ul>
 *
 * <p>Forks that took turns with each other are pairs, and their {@link TurnRatio} is one value. Of those {@link SignedRanks}
 * gives ratio and interval. With 7 pairs its p cannot fall below 2/128, too much for one of several comparisons; the test
 * above can, but misses what only the pairs show. So p is twice the smaller of both, which keeps the level whatever their
 * dependence (Bonferroni).
 *
 * <p>Trainings with the same seeds are pairs, too. Of the logarithms of their ratios {@link SignedRanks} gives ratio and interval,
 * with fewer than 6 seeds Student's t the interval. p is twice the smaller of that of the signed ranks, which assumes nothing of
 * the distribution but cannot be small with few seeds, and of Student's t (1908), which can.
 *
 * <p>A run that is held against earlier ones is one value, however many repeats it has, since runs differ by more than their
 * repeats show: {@link PredictionInterval}.
 *
 * @param design how the values of both sides belong together
 * @param ratio the time of A over the time of B: below 1, A is faster
 * @param interval the interval of the ratio; empty if there are too few forks for the level
 * @param p the probability of ranks at least this unequal if there is no difference
 */
public record PairwiseComparison(
        int forksA, int forksB, Design design, double ratio, Optional<ConfidenceInterval> interval, double p) {

    /**
     * The minimum number of forks per contestant. With 4 on each side, 1 outcome in 70 is extreme in each direction, so
     * p can reach 2/70 = 0.029; with 3 it cannot fall below 2/20.
     */
    public static final int FEWEST_FORKS = 4;

    /** The minimum number of pairs of forks that took turns: with 7, p can reach 2 x 2/128 = 0.031; with 6 only 0.063. */
    public static final int FEWEST_PAIRS = 7;

    /** How the values of the two sides belong together. */
    public enum Design {
        /** Forks of either side, one after another or alternating. */
        FORKS(FEWEST_FORKS),
        /** Pairs of forks that took turns. */
        TURNS(FEWEST_PAIRS),
        /** Pairs of trainings with the same seed. */
        SEEDS(FEWEST_FORKS),
        /** The forks of one run, and earlier runs of the same. */
        RUNS(FEWEST_FORKS);

        private final int fewest;

        Design(int fewest) {
            this.fewest = fewest;
        }
    }

    /** The accepted rate of false alarms: the largest significant p, and the largest error of the interval. */
    private static final double ALPHA = 0.05;

    /**
     * Compares two contestants.
     *
     * @param a seconds, one value per fork of the first contestant
     * @param b seconds, one value per fork of the second contestant
     * @throws IllegalArgumentException if there is no value, or one is not positive and finite
     */
    public static PairwiseComparison of(double[] a, double[] b) {
        double[] sortedA = Median.sortedDurations(a);
        double[] sortedB = Median.sortedDurations(b);
        double[] ratios = Arrays.stream(sortedA)
                .flatMap(x -> Arrays.stream(sortedB).map(y -> x / y))
                .sorted()
                .toArray();
        return new PairwiseComparison(
                a.length, b.length, Design.FORKS, middle(ratios), interval(ratios, a.length, b.length), p(a, b));
    }

    /**
     * Compares two contestants whose forks took turns.
     *
     * @param ratios of each pair of forks, a's to b's
     * @param a seconds, one value per fork of the first contestant
     * @param b seconds, one value per fork of the second contestant
     * @throws IllegalArgumentException if there is no value, or one is not finite
     */
    public static PairwiseComparison ofTurns(List<TurnRatio> ratios, double[] a, double[] b) {
        SignedRanks ranks = TurnRatio.centre(ratios);
        return new PairwiseComparison(
                ratios.size(),
                ratios.size(),
                Design.TURNS,
                Math.exp(ranks.estimate()),
                ranks.interval().map(TurnRatio::exp),
                Math.min(1, 2 * Math.min(ranks.p(), p(a, b))));
    }

    /**
     * Compares values, such as errors, of trainings with the same seeds.
     *
     * @param a positive, one value per seed
     * @param b the other's, for the same seeds in the same order
     * @throws IllegalArgumentException if there is no value, one is not positive and finite, or the numbers of values differ
     */
    public static PairwiseComparison ofSeeds(double[] a, double[] b) {
        double[] logarithms = logarithms(a, b);
        SignedRanks ranks = SignedRanks.of(logarithms);
        return new PairwiseComparison(
                a.length,
                b.length,
                Design.SEEDS,
                Math.exp(ranks.estimate()),
                ranks.interval()
                        .or(() -> StudentT.interval(logarithms, 1 - ALPHA))
                        .map(TurnRatio::exp),
                Math.min(1, 2 * Math.min(ranks.p(), StudentT.p(logarithms))));
    }

    /** The logarithms of the ratios of values of the same seeds. */
    static double[] logarithms(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("no pairs: " + a.length + " and " + b.length + " values");
        }
        double[] logarithms = new double[a.length];
        Arrays.setAll(logarithms, i -> Math.log(a[i] / b[i]));
        return logarithms;
    }

    /**
     * Holds a run against earlier ones.
     *
     * @param a what was measured in the run, positive
     * @param forks how many forks that is the median of
     * @param earlier where the logarithm of one further run's is to be expected
     * @param runs how many runs that comes from
     */
    public static PairwiseComparison ofRuns(double a, int forks, PredictionInterval earlier, int runs) {
        double logarithm = Math.log(a);
        return new PairwiseComparison(
                forks,
                runs,
                Design.RUNS,
                Math.exp(logarithm - earlier.centre()),
                Optional.of(TurnRatio.exp(new ConfidenceInterval(
                        logarithm - earlier.upper(), logarithm - earlier.lower(), earlier.confidence()))),
                earlier.p(logarithm));
    }

    /** Returns whether there are enough forks to decide anything. */
    public boolean isDecidable() {
        return Math.min(forksA, forksB) >= design.fewest;
    }

    /**
     * Decides with a noise floor.
     *
     * @param noise relative differences up to this count as none, even if they are significant; see {@link NoiseFloor}
     */
    public Decision decision(double noise) {
        return decision(noise, p);
    }

    /**
     * Decides for one of many comparisons.
     *
     * @param noise relative differences up to this count as none, even if they are significant; see {@link NoiseFloor}
     * @param adjustedP p corrected for the number of comparisons; see {@link BenjaminiHochberg}
     */
    public Decision decision(double noise, double adjustedP) {
        if (!isDecidable()) {
            return Decision.CANNOT_DECIDE;
        }
        // The interval must agree: with ties p is approximate and can be slightly too small.
        boolean significant = adjustedP <= ALPHA
                && interval.filter(range -> !range.contains(1)).isPresent();
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
        DoubleStream all = DoubleStream.concat(Arrays.stream(a), Arrays.stream(b));
        return all.distinct().count() == 1
                ? 1
                : MannWhitneyUTest.withDefaults().test(a, b).getPValue();
    }

    /**
     * Returns the interval. It excludes as many of the smallest and largest ratios as there are values of U that the
     * test rejects.
     */
    private static Optional<ConfidenceInterval> interval(double[] ratios, int m, int n) {
        int rejected = 0;
        int kept = m * n / 2;
        while (rejected < kept) {
            int u = (rejected + kept) / 2;
            if (pOf(u, m, n) <= ALPHA) {
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

    /**
     * Returns p for a value of U. The library has no distribution of U, so its test is run on values that have this U.
     */
    private static double pOf(int u, int m, int n) {
        double[] y = new double[n];
        Arrays.setAll(y, j -> j + 1);
        // The first u / n values lie above all of y, the next one above u % n of them, the others below all.
        double[] x = new double[m];
        Arrays.setAll(x, i -> i < u / n ? n + 1 + i : i == u / n ? u % n + 0.5 : -i);
        return MannWhitneyUTest.withDefaults().test(x, y).getPValue();
    }
}
