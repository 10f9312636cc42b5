package io.mscale.results.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Change-point detection: finds where the level of a series of measurements shifts permanently, by the E-divisive
 * method (D. S. Matteson and N. A. James, A nonparametric approach for multiple change point analysis of multivariate
 * data, Journal of the American Statistical Association 109, 2014). The series is cut where the two sides differ most
 * in energy distance ({@link EnergyScan}). A cut is accepted if none of {@value #PERMUTATIONS} random permutations of
 * the same values has an equally good cut; both parts are then searched recursively. The method assumes no
 * distribution, but it does assume independent noise: on a machine whose speed drifts over days, the drift is reported
 * as well.
 *
 * <p>A single cut cannot see a bump, since the level returns to what it was and everything beyond the cut is a mixture.
 * So if a part as a whole shows no change, its halves, quarters and so on, each overlapping the next by half, are
 * scanned as well and compared with the best of all these intervals under each permutation (seeded intervals: S.
 * Kovacs, P. Buhlmann, H. Li and A. Munk, Biometrika 110, 2023).
 *
 * <p>The permutations come from a fixed seed, so equal series give equal results. A series of 2000 values takes a few
 * hundredths of a second per change point.
 */
public final class EDivisive {

    /** The minimum length of a level: fewer values cannot be told from outliers. */
    public static final int FEWEST = 4;

    /**
     * The number of random permutations a cut must beat. With 999, a part without a change gives one false alarm in
     * 1000.
     */
    public static final int PERMUTATIONS = 999;

    /** Arbitrary, but fixed, so that results are reproducible. */
    private static final long SEED = 20140101;

    /** The relative tolerance within which two statistics count as equal, since both carry rounding errors. */
    private static final double ROUNDING = 1e-9;

    private final EnergyScan scan;
    private final List<Integer> found = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(SEED);

    private EDivisive(EnergyScan scan) {
        this.scan = scan;
    }

    /**
     * Finds the change points.
     *
     * @param values finite measurements in order. Pass logarithms of durations and errors, so that a rise by a tenth
     *     counts the same at every level.
     *
     * @return the indices of the first values of new levels, ascending; empty if nothing changed
     */
    public static List<Integer> changePoints(double[] values) {
        // Distances are unaffected by a shift, but sums of small numbers lose less to rounding.
        double[] shifted = Arrays.stream(values).map(value -> value - values[0]).toArray();
        EDivisive method = new EDivisive(new EnergyScan(shifted, FEWEST));
        method.divide(0, values.length);
        Collections.sort(method.found);
        return List.copyOf(method.found);
    }

    private void divide(int from, int to) {
        cut(from, to, List.of(new Interval(from, to)))
                .or(() -> cut(from, to, seeded(from, to)))
                .ifPresent(index -> {
                    found.add(index);
                    divide(from, index);
                    divide(index, to);
                });
    }

    private record Interval(int from, int to) {}

    /** Returns the halves, quarters and so on of a part, down to twice the minimum length of a level. */
    private static List<Interval> seeded(int from, int to) {
        List<Interval> intervals = new ArrayList<>();
        for (double length = (to - from) / 2.0; length >= 2 * FEWEST; length /= 2) {
            for (double start = from; start + length <= to; start += length / 2) {
                intervals.add(new Interval((int) Math.round(start), (int) Math.round(start + length)));
            }
        }
        return intervals;
    }

    /** Returns the best cut within the intervals if no permutation matches it. */
    private Optional<Integer> cut(int from, int to, List<Interval> intervals) {
        if (to - from < 2 * FEWEST || intervals.isEmpty()) {
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
        return intervals.stream()
                .map(interval -> scan.best(places, interval.from(), interval.to()))
                .reduce((best, cut) -> cut.statistic() > best.statistic() ? cut : best)
                .orElseThrow();
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
