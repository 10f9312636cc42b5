package io.mscale.results.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
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
        return adjust(comparisons, PairwiseComparison::p, PairwiseComparison::isDecidable);
    }

    /** Returns the same for comparisons over paired seeds. */
    public static double[] adjustPaired(List<PairedComparison> comparisons) {
        return adjust(comparisons, PairedComparison::p, PairedComparison::isDecidable);
    }

    private static <T> double[] adjust(List<T> comparisons, ToDoubleFunction<T> pOf, Predicate<T> isDecidable) {
        double[] p = comparisons.stream().mapToDouble(pOf).toArray();
        int[] decidable = IntStream.range(0, p.length)
                .filter(i -> isDecidable.test(comparisons.get(i)))
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
