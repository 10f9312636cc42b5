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
 * in energy distance ({@link EnergyScan}). A cut is accepted if few orders of the same values have one as good: those
 * that are better, and half of those that tie, are at most {@value #LEVEL} of all (mid-p: H. O. Lancaster, Journal of
 * the American Statistical Association 56, 1961). Both parts are then searched recursively. The method assumes no
 * distribution, but it does assume independent noise.
 *
 * <p>Ties decide where values are few. Of 7 + 5 values that part perfectly, 2 orders in 792 part as well, so that a cut
 * that no random order equals is hardly ever found, however large the change. Of up to {@value AllOrders#MOST} values
 * all orders count ({@link AllOrders}), of more random ones, until there are too many of them that part as well (J.
 * Besag and P. Clifford, Sequential Monte Carlo p-values, Biometrika 78, 1991).
 *
 * <p>A single cut cannot see a bump, since the level returns to what it was and everything beyond the cut is a mixture.
 * So if a part as a whole shows no change, its halves, quarters and so on, each overlapping the next by half, are
 * scanned as well and compared with the best of all these intervals under each permutation (seeded intervals: S.
 * Kovacs, P. Buhlmann, H. Li and A. Munk, Biometrika 110, 2023).
 *
 * <p>The permutations come from a fixed seed, so equal series give equal results. A series of 2000 values takes a
 * tenth of a second per change point, and hundredths without one.
 */
public final class EDivisive {

    /** The minimum length of a level: fewer values cannot be told from outliers. */
    public static final int FEWEST = 4;

    /** The share of parts without a change in which one is found. Parts that are scanned twice get half for each scan. */
    public static final double LEVEL = 0.0022;

    /** The most random permutations: with these the share of ties is known well enough. */
    private static final int MOST_PERMUTATIONS = 4999;

    /** Of many values none ties by chance, and a permutation takes longer. */
    private static final int FEWEST_PERMUTATIONS = 999;

    private static final int PERMUTED_VALUES = 300_000;

    /** Arbitrary, but fixed, so that results are reproducible. */
    private static final long SEED = 20140101;

    /** The relative tolerance within which two statistics count as equal, since both carry rounding errors. */
    private static final double ROUNDING = 1e-9;

    private final double[] values;
    private final EnergyScan scan;
    private final List<Integer> found = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(SEED);

    private EDivisive(double[] values) {
        this.values = values;
        this.scan = new EnergyScan(values, FEWEST);
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
        EDivisive method = new EDivisive(shifted);
        method.divide(0, values.length);
        Collections.sort(method.found);
        return List.copyOf(method.found);
    }

    /**
     * Returns whether a change of level can be found at all with so many values before it and after it: if they part
     * perfectly, the orders that part as well must be few enough.
     */
    public static boolean canTell(int before, int after) {
        return Math.min(before, after) >= FEWEST && 1 / combinations(before + after, after) <= LEVEL;
    }

    /** Returns whether a change of level can be found anywhere in a series of that length. */
    public static boolean canTell(int length) {
        return canTell(length / 2, length - length / 2);
    }

    private static double combinations(int n, int k) {
        double ways = 1;
        for (int i = 1; i <= Math.min(k, n - k); i++) {
            ways *= (double) (n - i + 1) / i;
        }
        return ways;
    }

    private void divide(int from, int to) {
        cut(from, to).ifPresent(index -> {
            found.add(index);
            divide(from, index);
            divide(index, to);
        });
    }

    private record Interval(int from, int to) {}

    private Optional<Integer> cut(int from, int to) {
        Interval whole = new Interval(from, to);
        if (to - from < 2 * FEWEST) {
            return Optional.empty();
        }
        if (to - from <= AllOrders.MOST) {
            double midP = new AllOrders(Arrays.copyOfRange(values, from, to), FEWEST).midP();
            return midP > LEVEL
                    ? Optional.empty()
                    : Optional.of(best(IntStream.range(0, to).toArray(), List.of(whole))
                            .index());
        }
        return cut(whole, List.of(whole)).or(() -> cut(whole, seeded(from, to)));
    }

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

    /** Returns the best cut within the intervals unless too many permutations of the part match it. */
    private Optional<Integer> cut(Interval part, List<Interval> intervals) {
        int length = part.to() - part.from();
        int permutations = Math.max(FEWEST_PERMUTATIONS, Math.min(MOST_PERMUTATIONS, PERMUTED_VALUES / length));
        int[] places = IntStream.range(0, part.to()).toArray();
        EnergyScan.Cut best = best(places, intervals);
        double rounding = ROUNDING * Math.abs(best.statistic());
        // The order given counts as one more, which ties with itself.
        double matching = 0.5;
        double allowed = LEVEL / 2 * (permutations + 1);
        for (int i = 0; i < permutations && matching <= allowed; i++) {
            shuffle(places, part.from(), part.to());
            double statistic = best(places, intervals).statistic();
            matching +=
                    statistic > best.statistic() + rounding ? 1 : statistic >= best.statistic() - rounding ? 0.5 : 0;
        }
        return matching <= allowed ? Optional.of(best.index()) : Optional.empty();
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
