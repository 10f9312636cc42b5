package io.mscale.results.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Where a series of measurements changes for good: the E-divisive method of Matteson and James (A nonparametric approach
 * for multiple change point analysis of multivariate data, Journal of the American Statistical Association 109, 2014). The
 * series is cut where both sides are most unlike, by energy distance ({@link EnergyScan}); the cut counts if none of
 * {@value #PERMUTATIONS} random orders of the same values has a cut as good; then both parts are looked at in turn. Nothing
 * is assumed about the distribution of the values but that noise has no memory: on a machine whose speed drifts over days
 * the drift is found too.
 *
 * <p>One cut is blind to a bump: after it everything is as before, and the part beyond the cut is a mixture. So if a whole
 * part shows nothing, its intervals of a half, a quarter and so on, each overlapping the next by half, are scanned as well,
 * and held against the best of all these intervals under each random order (seeded intervals: Kovacs, Buhlmann, Li and
 * Munk, Biometrika 110, 2023).
 *
 * <p>Random orders come from a fixed seed, so the same series gives the same answer. A series of 2000 values takes a few
 * hundredths of a second for each change.
 */
public final class EDivisive {

    /** Fewer values do not make a level. */
    public static final int FEWEST = 4;

    /** Random orders a cut is held against. None may be as good: one false alarm in a thousand parts without a change. */
    public static final int PERMUTATIONS = 999;

    private static final long SEED = 20140101;

    /** Orders that are as good but for rounding are as good. */
    private static final double ROUNDING = 1e-9;

    private final EnergyScan scan;
    private final List<Integer> found = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(SEED);

    private EDivisive(EnergyScan scan) {
        this.scan = scan;
    }

    /**
     * The change points.
     *
     * @param values in the order in which they were measured; finite. Durations and errors are best given as logarithms, so
     *     that a rise by a tenth counts the same at every level.
     * @return the indices of the first values of new levels, ascending; none if nothing changed
     * @throws IllegalArgumentException if a value is not finite
     */
    public static List<Integer> changePoints(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("value " + i + " is " + values[i] + ", which is not finite");
            }
        }
        // Distances do not change if all values are shifted, but sums of small numbers lose less to rounding.
        double[] shifted = Arrays.stream(values).map(value -> value - values[0]).toArray();
        EDivisive method = new EDivisive(new EnergyScan(shifted, FEWEST));
        method.divide(0, values.length);
        Collections.sort(method.found);
        return List.copyOf(method.found);
    }

    private void divide(int from, int to) {
        Optional<Integer> cut = cut(from, to, List.of(new Interval(from, to)));
        if (cut.isEmpty()) {
            List<Interval> intervals = seeded(from, to);
            cut = intervals.isEmpty() ? cut : cut(from, to, intervals);
        }
        cut.ifPresent(index -> {
            found.add(index);
            divide(from, index);
            divide(index, to);
        });
    }

    private record Interval(int from, int to) {}

    /** The intervals of a half, a quarter and so on of a part, down to two levels of the fewest values. */
    private static List<Interval> seeded(int from, int to) {
        List<Interval> intervals = new ArrayList<>();
        for (double length = (to - from) / 2.0; length >= 2 * FEWEST; length /= 2) {
            for (double start = from; start + length <= to; start += length / 2) {
                intervals.add(new Interval((int) Math.round(start), (int) Math.round(start + length)));
            }
        }
        return intervals;
    }

    /** The best cut within the intervals, if chance has no part in it. */
    private Optional<Integer> cut(int from, int to, List<Interval> intervals) {
        if (to - from < 2 * FEWEST) {
            return Optional.empty();
        }
        int[] places = IntStream.range(0, to).toArray();
        EnergyScan.Cut best = best(places, intervals);
        for (int i = 0; i < PERMUTATIONS; i++) {
            shuffle(places, from, to);
            if (best(places, intervals).statistic() >= best.statistic() - ROUNDING * Math.abs(best.statistic())) {
                return Optional.empty();
            }
        }
        return Optional.of(best.index());
    }

    private EnergyScan.Cut best(int[] places, List<Interval> intervals) {
        EnergyScan.Cut best = null;
        for (Interval interval : intervals) {
            EnergyScan.Cut cut = scan.best(places, interval.from(), interval.to());
            if (best == null || cut.statistic() > best.statistic()) {
                best = cut;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("there is no interval");
        }
        return best;
    }

    private void shuffle(int[] places, int from, int to) {
        for (int i = to - 1; i > from; i--) {
            int j = from + random.nextInt(i - from + 1);
            int kept = places[i];
            places[i] = places[j];
            places[j] = kept;
        }
    }
}
