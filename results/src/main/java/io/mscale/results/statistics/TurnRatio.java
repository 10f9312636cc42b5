package io.mscale.results.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * By which factor the steps of two processes differ that took turns. Each pair of turns that followed each other gives one
 * logarithm of the ratio, and the factor is their centre ({@link SignedRanks}). So what slows the machine down for longer
 * than two turns cancels out.
 *
 * <p>Not all pairs count, since what else a machine does only ever makes a step longer (Chen and Revels, Robust
 * benchmarking in noisy environments, 2016):
 *
 * <ul>
 *   <li>Pairs during which other processes took more than {@value #QUIET} processors from a training are left out if a third
 *       of all remain, and at least {@value #FEWEST}. Otherwise the same is tried with {@value #ALMOST_QUIET} processors.
 *   <li>Of these count the half, and at least {@value #FEWEST}, in which the worse of the two turns was least above the
 *       best of its process. This leaves out what no counter shows: hosts, caches and memory shared with other machines.
 * </ul>
 *
 * <p>Both choices treat the two alike, so that they favour neither of two processes that are alike. Of two that are not,
 * the one whose turns scatter more has more to gain from its best half: two thirds of its turns' standard deviation, if the
 * other's do not scatter at all.
 *
 * @param logarithm the natural logarithm of the factor
 * @param error the standard error of the logarithms' mean over the turns that count; NaN if there is one
 * @param pairs the pairs of turns
 * @param counted how many of them count
 * @param interval how far the factor varies over the turns that count: the interval of the signed-rank test, for these two
 *     processes only; empty if they are too few. Since turns were chosen, it has no level
 */
public record TurnRatio(double logarithm, double error, int pairs, int counted, Optional<ConfidenceInterval> interval) {

    /** What a quiet system and the program itself take. */
    public static final double QUIET = 0.1;

    /** A neighbour that comes or goes within a turn, or one that is busy a third of the time. */
    static final double ALMOST_QUIET = 0.3;

    /** One of so many pairs must be quiet. */
    private static final int QUIET_OF = 3;

    /** A median of fewer scatters more than is gained. */
    static final int FEWEST = 5;

    /** Means of more pairs of pairs take long. */
    private static final int MOST = 500;

    /**
     * A pair of turns.
     *
     * @param first the step of the first, in seconds
     * @param second that of the second
     * @param others processors that other processes took from the training, in the turn in which they took more
     */
    public record Pair(double first, double second, double others) {}

    /** The factor over pairs in their order; empty if there are none. */
    public static Optional<TurnRatio> of(List<Pair> pairs) {
        if (pairs.isEmpty()) {
            return Optional.empty();
        }
        List<Pair> counted =
                best(quiet(pairs, QUIET).or(() -> quiet(pairs, ALMOST_QUIET)).orElse(pairs));
        double[] logarithms = thinned(counted.stream()
                .mapToDouble(pair -> Math.log(pair.first() / pair.second()))
                .toArray());
        SignedRanks ranks = SignedRanks.of(logarithms);
        return Optional.of(new TurnRatio(
                ranks.estimate(),
                StudentT.error(logarithms),
                pairs.size(),
                counted.size(),
                ranks.interval().map(TurnRatio::exp)));
    }

    /**
     * The centre of the logarithms of factors, each of two other processes. A factor whose turns scattered more than those
     * of most counts for less. What makes turns scatter meets either process alike, so that this favours neither.
     */
    static SignedRanks centre(List<TurnRatio> ratios) {
        return SignedRanks.of(logarithms(ratios), weights(ratios));
    }

    /** The weights of {@link #centre}: processes differ in any case, so that none counts for more than a typical one. */
    static double[] weights(List<TurnRatio> ratios) {
        double[] known = ratios.stream()
                .mapToDouble(TurnRatio::error)
                .filter(error -> !Double.isNaN(error))
                .sorted()
                .toArray();
        double typical = known.length == 0 ? 0 : Median.ofSorted(known);
        double largest = known.length == 0 ? 0 : known[known.length - 1];
        return ratios.stream()
                .mapToDouble(ratio -> Double.isNaN(ratio.error) ? largest : ratio.error)
                .map(error -> typical == 0 ? 1 : typical / Math.max(error, typical))
                .toArray();
    }

    /** The standard deviation of the logarithms of at least two factors, by their median absolute deviation. */
    static double scatter(List<TurnRatio> ratios) {
        return Median.standardDeviation(Median.deviations(logarithms(ratios)));
    }

    private static double[] logarithms(List<TurnRatio> ratios) {
        return ratios.stream().mapToDouble(TurnRatio::logarithm).toArray();
    }

    /** The pairs during which others took at most that many processors; empty if they are too few. */
    private static Optional<List<Pair>> quiet(List<Pair> pairs, double limit) {
        List<Pair> quiet = pairs.stream().filter(pair -> pair.others() <= limit).toList();
        return Optional.of(quiet).filter(some -> some.size() >= Math.max(FEWEST, pairs.size() / QUIET_OF));
    }

    /** The half of the pairs in which the worse of the two turns was least above its process's best, in their order. */
    private static List<Pair> best(List<Pair> pairs) {
        double first = pairs.stream().mapToDouble(Pair::first).min().orElseThrow();
        double second = pairs.stream().mapToDouble(Pair::second).min().orElseThrow();
        ToDoubleFunction<Pair> excess = pair -> Math.max(pair.first() / first, pair.second() / second);
        double[] sorted = pairs.stream().mapToDouble(excess).sorted().toArray();
        int count = Math.min(pairs.size(), Math.max(FEWEST, (pairs.size() + 1) / 2));
        return pairs.stream()
                .filter(pair -> excess.applyAsDouble(pair) <= sorted[count - 1])
                .toList();
    }

    /** The medians of groups that follow each other, at most {@link #MOST} of them. */
    private static double[] thinned(double[] values) {
        int size = (values.length + MOST - 1) / MOST;
        if (size == 1) {
            return values;
        }
        double[] medians = new double[values.length / size];
        for (int i = 0; i < medians.length; i++) {
            medians[i] = Median.of(Arrays.copyOfRange(values, i * size, (i + 1) * size));
        }
        return medians;
    }

    static ConfidenceInterval exp(ConfidenceInterval logarithms) {
        return new ConfidenceInterval(
                Math.exp(logarithms.lower()), Math.exp(logarithms.upper()), logarithms.confidence());
    }
}
