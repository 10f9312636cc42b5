package io.mscale.results.statistics;

import java.util.Arrays;

/**
 * The cut of a series that parts it into the two most unlike halves, by their energy distance. With m values X before the
 * cut and n values Y after it the statistic is
 *
 * <pre>
 *   Q = m n / (m + n) * (2 mean|x - y| - mean|x - x'| - mean|y - y'|)
 * </pre>
 *
 * with means over all pairs, a value with itself included (Szekely and Rizzo, Testing for equal distributions in high
 * dimension, InterStat 2004). Sums of distances between numbers follow from how many numbers lie below each, and their
 * sum: two binary indexed trees over the ranks give both, so that all cuts of n values take n log n steps and not n^2.
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
     * A scan of series of these values.
     *
     * @param values finite
     * @param fewest the least number of values on either side of a cut
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
     * The best cut of the values at these places, taken in this order.
     *
     * @param places indices of values
     * @param from the first of them that counts
     * @param to the first of them that counts no more; at least {@code from + 2 fewest}
     */
    Cut best(int[] places, int from, int to) {
        int total = to - from;
        double[] within = withinPrefixes(places, from, to);
        // The sum of the distances of each value to all others: what a value brings to the cross sum as it changes
        // sides.
        double[] toAll = distancesToAll(places, from, to);
        double all = within[total];
        double reach = 0;
        Cut best = new Cut(from + fewest, Double.NEGATIVE_INFINITY);
        for (int m = 1; m <= total - fewest; m++) {
            reach += toAll[m - 1];
            int n = total - m;
            if (m < fewest) {
                continue;
            }
            double before = within[m];
            double cross = reach - 2 * before;
            double after = all - before - cross;
            double distance =
                    2 * cross / ((double) m * n) - 2 * before / ((double) m * m) - 2 * after / ((double) n * n);
            double statistic = (double) m * n / total * distance;
            if (statistic > best.statistic()) {
                best = new Cut(from + m, statistic);
            }
        }
        return best;
    }

    /** For each m the sum of the distances of all pairs among the first m values. */
    private double[] withinPrefixes(int[] places, int from, int to) {
        clear();
        double[] within = new double[to - from + 1];
        double sum = 0;
        for (int i = from; i < to; i++) {
            within[i - from + 1] = within[i - from] + distance(places[i], i - from, sum);
            add(places[i]);
            sum += values[places[i]];
        }
        return within;
    }

    /** For each value the sum of its distances to all; called when the trees hold all of them. */
    private double[] distancesToAll(int[] places, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[places[i]];
        }
        double[] distances = new double[to - from];
        for (int i = from; i < to; i++) {
            distances[i - from] = distance(places[i], to - from, sum);
        }
        return distances;
    }

    /** The sum of a value's distances to the {@code held} values in the trees, whose sum is {@code sum}. */
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

    private void clear() {
        Arrays.fill(sumBelow, 0);
        Arrays.fill(countBelow, 0);
    }
}
