package io.mscale.results.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The Benjamini-Hochberg correction for multiple comparisons. Among the differences whose adjusted p is at most q, the
 * expected share of false discoveries is at most q (Y. Benjamini and Y. Hochberg, Controlling the false discovery rate,
 * Journal of the Royal Statistical Society B 57, 1995).
 */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /**
     * Adjusts p-values: of m comparisons, the i-th smallest p becomes p m / i, or the adjusted value of the next larger
     * p if that is smaller.
     *
     * @param p the p-values of all comparisons reported together, each in [0, 1]
     * @return the adjusted values, in the same order
     * @throws IllegalArgumentException if a value is not in [0, 1]
     */
    public static double[] adjust(double[] p) {
        for (int i = 0; i < p.length; i++) {
            if (!(p[i] >= 0 && p[i] <= 1)) {
                throw new IllegalArgumentException("p[" + i + "] is " + p[i] + ", which is not a probability");
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
