package io.mscale.results.statistics;

import java.util.Arrays;

/**
 * Finds the cut of a series that maximises the energy distance between its two sides. With m values X before the cut
 * and n values Y after it, the statistic is
 *
 * <pre>
 *   Q = m n / (m + n) * (2 mean|x - y| - mean|x - x'| - mean|y - y'|)
 * </pre>
 *
 * <p>with means over all pairs, including each value with itself (G. J. Szekely and M. L. Rizzo, Testing for equal
 * distributions in high dimension, InterStat 2004). The sum of the distances from one number to others follows from the
 * count and the sum of the numbers below it. Two binary indexed trees over the ranks provide both, so all cuts of n
 * values take O(n log n) instead of O(n^2).
 */
final class EnergyScan {

    private final double[] values;
    private final int[] ranks;
    private final double[] sumBelow;
    private final int[] countBelow;
    private final int fewest;

    /** The best cut: the index of the first value after it, and its statistic. */
    record Cut(int index, double statistic) {}

    /**
     * Prepares scans of a series.
     *
     * @param values finite
     * @param fewest the minimum number of values on either side of a cut
     */
    EnergyScan(double[] values, int fewest) {
        this.values = values;
        this.fewest = fewest;
        double[] distinct = Arrays.stream(values).sorted().distinct().toArray();
        ranks = Arrays.stream(values)
                .mapToInt(value -> Arrays.binarySearch(distinct, value))
                .toArray();
        sumBelow = new double[distinct.length + 1];
        countBelow = new int[distinct.length + 1];
    }

    /**
     * Returns the best cut of the values at these indices, in this order.
     *
     * @param places indices of values
     * @param from the first index into {@code places}, inclusive
     * @param to the last index into {@code places}, exclusive; at least {@code from + 2 fewest}
     */
    Cut best(int[] places, int from, int to) {
        int total = to - from;
        double[] within = withinPrefixes(places, from, to);
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[places[i]];
        }
        double all = within[total];
        double reach = 0;
        Cut best = new Cut(from + fewest, Double.NEGATIVE_INFINITY);
        for (int m = 1; m <= total - fewest; m++) {
            // The sum of the distances from the value to all others, which it adds to the cross sum when it changes
            // sides.
            reach += distance(places[from + m - 1], total, sum);
            int n = total - m;
            if (m < fewest) {
                continue;
            }
            double before = within[m];
            double cross = reach - 2 * before;
            double after = all - before - cross;
            double statistic = statistic(m, n, before, cross, after);
            if (statistic > best.statistic()) {
                best = new Cut(from + m, statistic);
            }
        }
        return best;
    }

    /**
     * The statistic of a cut between m and n values.
     *
     * @param before the sum of the distances between all pairs before it
     * @param cross the sum of the distances between all values before it and all after it
     * @param after the sum of the distances between all pairs after it
     */
    static double statistic(int m, int n, double before, double cross, double after) {
        double distance = 2 * cross / ((double) m * n) - 2 * before / ((double) m * m) - 2 * after / ((double) n * n);
        return (double) m * n / (m + n) * distance;
    }

    /** Returns for each m the sum of the distances between all pairs among the first m values; fills the trees. */
    private double[] withinPrefixes(int[] places, int from, int to) {
        Arrays.fill(sumBelow, 0);
        Arrays.fill(countBelow, 0);
        double[] within = new double[to - from + 1];
        double sum = 0;
        for (int i = from; i < to; i++) {
            within[i - from + 1] = within[i - from] + distance(places[i], i - from, sum);
            add(places[i]);
            sum += values[places[i]];
        }
        return within;
    }

    /** The sum of a value's distances to the {@code held} values in the trees, which add up to {@code sum}. */
    private double distance(int place, int held, double sum) {
        double value = values[place];
        double below = 0;
        int count = 0;
        for (int node = ranks[place] + 1; node > 0; node -= node & -node) {
            below += sumBelow[node];
            count += countBelow[node];
        }
        return value * count - below + (sum - below) - value * (held - count);
    }

    private void add(int place) {
        for (int node = ranks[place] + 1; node < sumBelow.length; node += node & -node) {
            sumBelow[node] += values[place];
            countBelow[node]++;
        }
    }
}
