package io.mscale.api.support;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides work among threads beforehand: the same work and number of threads make the same shares. */
public final class Shares {

    private Shares() {}

    /**
     * The first of the items of one of {@code shares} runs of adjacent items, whose lengths differ by one at most; the run
     * ends where the next begins.
     *
     * @param share which run, from 0; {@code shares} gives {@code items}
     */
    public static int begin(int items, int share, int shares) {
        return Math.toIntExact((long) items * share / shares);
    }

    /**
     * Divides items that cannot be cut: each, from the heaviest to the lightest, goes to the share that is lightest so far.
     * The heaviest share exceeds the mean by less than the heaviest item, and is at most 4/3 of the best possible (Graham,
     * "Bounds on multiprocessing timing anomalies", SIAM J. Appl. Math. 17, 1969).
     *
     * @param weights the items' weights, not negative
     * @return the indices of each share's items, ascending
     */
    public static List<int[]> byWeight(long[] weights, int shares) {
        int[] heaviestFirst = IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer item) -> -weights[item]))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] loads = new long[shares];
        int[] shareOf = new int[weights.length];
        for (int item : heaviestFirst) {
            int lightest = 0;
            for (int share = 1; share < shares; share++) {
                if (loads[share] < loads[lightest]) {
                    lightest = share;
                }
            }
            loads[lightest] += weights[item];
            shareOf[item] = lightest;
        }
        List<int[]> result = new ArrayList<>();
        for (int share = 0; share < shares; share++) {
            int wanted = share;
            result.add(IntStream.range(0, weights.length)
                    .filter(item -> shareOf[item] == wanted)
                    .toArray());
        }
        return List.copyOf(result);
    }
}
