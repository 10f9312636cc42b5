package io.mscale.results.trend;

import io.mscale.results.statistics.EDivisive;
import io.mscale.results.statistics.Median;
import io.mscale.results.statistics.PredictionInterval;
import java.util.Arrays;
import java.util.Optional;

/**
 * The newest runs, if they are far out of what the level before them lets expect. They are too few for a level of their
 * own, but whoever broke something wants to know at once.
 *
 * <p>One run in twenty may well be slow for reasons of its own, on some machines by a third. So the runs of the level
 * itself must be so seldom as far out that as many in a row are not to be expected, or the newest runs must be out by half.
 */
final class Recent {

    /** The fewest runs of the level before. */
    private static final int FEWEST_BEFORE = 6;

    /** With so many newest runs, a lasting change can be found, unless too few are before them. */
    private static final int MOST = EDivisive.FEWEST - 1;

    /** The p of a single newest run, and of each of several. */
    private static final double LEVEL_OF_ONE = 0.002;

    private static final double LEVEL_OF_SEVERAL = 0.005;

    /** The logarithm of the factor that is out in any case, if no run of the level was as far out. */
    private static final double FAR = Math.log(1.5);

    /** A run of the level counts as one as far out from this share of the distance on. */
    private static final double ALMOST = 2 / 3.0;

    /** The probability of so many runs in a row that are as far out as the level's farthest. */
    private static final double CHANCE = 0.0025;

    private Recent() {}

    /**
     * Looks for recent runs that are far out.
     *
     * @param logarithms of the medians
     * @param from the first run of the last level
     */
    static Optional<TrendChange> of(double[] logarithms, double[] medians, int from) {
        int end = logarithms.length;
        for (int count = most(end - from); count > 0; count--) {
            int start = end - count;
            if (start - from >= FEWEST_BEFORE && isOut(logarithms, from, start)) {
                return Optional.of(new TrendChange(
                        TrendChange.Kind.RECENT,
                        start,
                        end - 1,
                        Median.of(Arrays.copyOfRange(medians, from, start)),
                        Median.of(Arrays.copyOfRange(medians, start, end))));
            }
        }
        return Optional.empty();
    }

    /** The most newest runs to look at: until a change of level could be found instead. */
    private static int most(int runs) {
        int most = MOST;
        while (runs - most > FEWEST_BEFORE && !EDivisive.canTell(runs - most - 1, most + 1)) {
            most++;
        }
        return most;
    }

    private static boolean isOut(double[] logarithms, int from, int start) {
        double[] before = Arrays.copyOfRange(logarithms, from, start);
        double[] newest = Arrays.copyOfRange(logarithms, start, logarithms.length);
        PredictionInterval expected = PredictionInterval.of(before, 0.99);
        double level = newest.length == 1 ? LEVEL_OF_ONE : LEVEL_OF_SEVERAL;
        boolean isFar = Arrays.stream(newest)
                .allMatch(value ->
                        expected.p(value) <= level && (value > expected.centre() == newest[0] > expected.centre()));
        return isFar && isOutEvenHere(before, newest, expected.centre());
    }

    private static boolean isOutEvenHere(double[] before, double[] newest, double centre) {
        double side = Math.signum(newest[0] - centre);
        double least = Arrays.stream(newest)
                .map(value -> side * (value - centre))
                .min()
                .orElseThrow();
        long asFar = Arrays.stream(before)
                .filter(value -> side * (value - centre) >= ALMOST * least)
                .count();
        double share = (asFar + 0.5) / (before.length + 1);
        return (asFar == 0 && least >= FAR) || Math.pow(share, newest.length) <= CHANCE;
    }
}
