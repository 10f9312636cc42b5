package io.mscale.results.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * A comparison of two trainings that were repeated with the same seeds: one value, such as the test error, for each seed
 * and side. Less is better.
 *
 * <p>A seed determines data, initial parameters and batches, so the values of one seed can go up and down together. A
 * test of pairs uses that, but of 5 pairs it can say no more than p = 0.06 (F. Wilcoxon, Biometrics Bulletin 1, 1945); a
 * test of the two samples says p = 0.008 of 5 seeds a side that do not overlap (H. B. Mann and D. R. Whitney, Annals of
 * Mathematical Statistics 18, 1947), but is blind to a small difference that every seed shows. Both are made, and p is
 * twice the smaller of theirs, which keeps the level whatever their dependence (Bonferroni). Common ups and downs only
 * make the second test more cautious.
 *
 * @param seeds the number of common seeds
 * @param lower on how many of them the first has the smaller value
 * @param higher on how many of them it has the larger value
 * @param ratio the median over the seeds of the first value over the second
 * @param p the probability of a difference at least this clear if there is none
 */
public record PairedComparison(int seeds, int lower, int higher, double ratio, double p) {

    /** The fewest seeds that can show a difference: with 5 p can reach 2 x 0.008, with 4 only 2 x 0.029. */
    public static final int FEWEST_SEEDS = 5;

    /** The largest significant p. */
    private static final double ALPHA = 0.05;

    /**
     * Compares two trainings over the seeds that both have; empty if there are none.
     *
     * @param a for each seed a value that is not negative; may be infinite
     * @param b the other's values
     */
    public static <K> Optional<PairedComparison> of(Map<K, Double> a, Map<K, Double> b) {
        List<K> seeds = a.keySet().stream().filter(b::containsKey).toList();
        return seeds.isEmpty() ? Optional.empty() : Optional.of(of(values(a, seeds), values(b, seeds)));
    }

    private static <K> double[] values(Map<K, Double> values, List<K> seeds) {
        return seeds.stream()
                .flatMap(seed -> Stream.ofNullable(values.get(seed)))
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /**
     * Compares two trainings.
     *
     * @param a one value for each seed, not negative; may be infinite
     * @param b the other's values, for the same seeds in the same order
     * @throws IllegalArgumentException if there is no value, one is negative or NaN, or the numbers of values differ
     */
    public static PairedComparison of(double[] a, double[] b) {
        if (a.length == 0
                || a.length != b.length
                || IntStream.range(0, a.length).anyMatch(i -> !(a[i] >= 0 && b[i] >= 0))) {
            throw new IllegalArgumentException("no pairs: " + Arrays.toString(a) + " and " + Arrays.toString(b));
        }
        double[] logarithms = IntStream.range(0, a.length)
                .mapToDouble(i -> logarithm(a[i]) - logarithm(b[i]))
                .toArray();
        return new PairedComparison(
                a.length,
                (int) Arrays.stream(logarithms).filter(x -> x < 0).count(),
                (int) Arrays.stream(logarithms).filter(x -> x > 0).count(),
                Math.exp(Median.of(logarithms)),
                p(a, b, logarithms));
    }

    /** Zero and infinity count as the least and the largest number, so that every ratio is one. */
    private static double logarithm(double value) {
        return Math.log(Math.max(Double.MIN_NORMAL, Math.min(Double.MAX_VALUE, value)));
    }

    private static double p(double[] a, double[] b, double[] logarithms) {
        if (Arrays.stream(logarithms).allMatch(x -> x == 0)) {
            return 1;
        }
        double ofPairs = WilcoxonSignedRankTest.withDefaults().test(logarithms).getPValue();
        double ofSamples = MannWhitneyUTest.withDefaults().test(a, b).getPValue();
        return Math.min(1, 2 * Math.min(ofPairs, ofSamples));
    }

    /** Returns whether there are enough seeds to show a difference. */
    public boolean isDecidable() {
        return seeds >= FEWEST_SEEDS;
    }

    /**
     * Returns whether the two differ by more than chance.
     *
     * @param adjustedP p corrected for the number of comparisons; see {@link BenjaminiHochberg}
     */
    public boolean isDifferent(double adjustedP) {
        return isDecidable() && adjustedP <= ALPHA;
    }
}
