package io.mscale.results.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The correction for many comparisons at once. If differences with an adjusted p of at most q are called real, then on
 * average at most the share q of what is called real is not: Benjamini and Hochberg, Controlling the false discovery rate,
 * Journal of the Royal Statistical Society B 57 (1995).
 */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /**
     * The adjusted p of each comparison: of m, the one with the i-th smallest p gets p m / i, or what the next larger one
     * gets if that is less.
     *
     * @param p of all comparisons that are reported together, each in [0, 1]
     * @return in the same order
     * @throws IllegalArgumentException if a value is not in [0, 1]
     */
    public static double[] adjust(double[] p) {
        for (int i = 0; i < p.length; i++) {
            if (!(p[i] >= 0 && p[i] <= 1)) {
                throw new IllegalArgumentException("p[" + i + "] is " + p[i] + ", which is no probability");
            }
        }
        int[] descending = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> p[i]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        double least = 1;
        for (int k = 0; k < p.length; k++) {
            int i = descending[k];
            int rank = p.length - k;
            least = Math.min(least, p[i] * p.length / rank);
            adjusted[i] = least;
        }
        return adjusted;
    }
}
