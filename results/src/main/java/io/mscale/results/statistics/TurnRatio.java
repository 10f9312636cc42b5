package io.mscale.results.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * By which factor the steps of two processes differ that took turns. Each pair of turns that followed each other gives one
 * logarithm of the ratio, and the factor is their centre ({@link SignedRanks}). So what slows the machine down for longer
 * than two turns cancels out, and what meets only one of them is an outlier.
 *
 * <p>Pairs during which other processes took more than {@value #QUIET} processors from a training are left out if a third of
 * all remain, and at least {@value #FEWEST_QUIET}: they scatter many times as much. What others do does not depend on whose turn it
 * is, so that the choice favours neither side.
 *
 * @param logarithm the natural logarithm of the factor
 * @param pairs the pairs of turns
 * @param counted how many of them were quiet and count, or all if too few were
 * @param interval the 95% interval of the factor over the turns that count, for these two processes only; empty if they
 *     are too few
 */
public record TurnRatio(double logarithm, int pairs, int counted, Optional<ConfidenceInterval> interval) {

    /** What a quiet system and the program itself take. */
    static final double QUIET = 0.1;

    /** One of so many pairs must be quiet. */
    private static final int QUIET_OF = 3;

    /** A median of fewer scatters more than is gained. */
    static final int FEWEST_QUIET = 5;

    /** Means of more pairs of pairs take long. */
    private static final int MOST = 500;

    /**
     * A pair of turns.
     *
     * @param ratio the first's step over the second's
     * @param others processors that other processes took from the training, in the turn in which they took more
     */
    public record Pair(double ratio, double others) {}

    /** The factor over pairs in their order; empty if there are none. */
    public static Optional<TurnRatio> of(List<Pair> pairs) {
        if (pairs.isEmpty()) {
            return Optional.empty();
        }
        List<Pair> quiet = pairs.stream().filter(pair -> pair.others() <= QUIET).toList();
        List<Pair> counted = quiet.size() >= Math.max(FEWEST_QUIET, pairs.size() / QUIET_OF) ? quiet : pairs;
        double[] logarithms = thinned(
                counted.stream().mapToDouble(pair -> Math.log(pair.ratio())).toArray());
        SignedRanks ranks = SignedRanks.of(logarithms);
        return Optional.of(new TurnRatio(
                ranks.estimate(), pairs.size(), counted.size(), ranks.interval().map(TurnRatio::exp)));
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
