package io.mscale.results.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The Benjamini-Hochberg correction for multiple comparisons. Among the differences whose adjusted p is at most q, the
 * expected share of false discoveries is at most q (Y. Benjamini and Y. Hochberg, Controlling the false discovery rate,
 * Journal of the Royal Statistical Society B 57, 1995).
 */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /**
     * Returns the p-value of each comparison, corrected for the number of those that can decide anything. The others,
     * which have too few forks, keep theirs.
     */
    public static double[] adjust(List<PairwiseComparison> comparisons) {
        double[] p = comparisons.stream().mapToDouble(PairwiseComparison::p).toArray();
        int[] decidable = IntStream.range(0, p.length)
                .filter(i -> comparisons.get(i).isDecidable())
                .toArray();
        double[] adjusted =
                adjust(IntStream.of(decidable).mapToDouble(i -> p[i]).toArray());
        for (int k = 0; k < decidable.length; k++) {
            p[decidable[k]] = adjusted[k];
        }
        return p;
    }

    /**
     * Adjusts p-values: of m comparisons, the i-th smallest p becomes p m / i, or the adjusted value of the next larger
     * p if that is smaller.
     */
    static double[] adjust(double[] p) {
        int[] descending = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> p[i]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        double least = 1;
        for (int k = 0; k < p.length; k++) {
            int i = descending[k];
            least = Math.min(least, p[i] * p.length / (p.length - k));
            adjusted[i] = least;
        }
        return adjusted;
    }
}
