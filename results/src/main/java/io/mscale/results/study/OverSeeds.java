package io.mscale.results.study;

import io.mscale.results.statistics.ConfidenceInterval;
import io.mscale.results.statistics.MedianInterval;
import io.mscale.results.study.Conclusion.Verdict;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * A quantity measured once with each seed. Values may be known only to lie above a bound: the steps to a target that was
 * not reached are more than the steps taken.
 *
 * <p>What is said of all seeds rests on the interval of {@link MedianInterval#oneSided} for the median over seeds. It
 * assumes nothing about the distribution, and a bound is as good as a value in it. It takes five seeds.
 *
 * @param values by seed
 */
record OverSeeds(Map<Long, Range> values) {

    OverSeeds {
        values = Map.copyOf(values);
    }

    /** What is known of a number: it lies between these, ends included. */
    record Range(double lower, double upper) {

        static Range exactly(double value) {
            return new Range(value, value);
        }

        static Range above(double value) {
            return new Range(value, Double.POSITIVE_INFINITY);
        }

        /** The ratio to another positive number. */
        Range over(Range other) {
            return new Range(ratio(lower, other.upper), ratio(upper, other.lower));
        }

        /** Nothing over nothing is 1: the two are equal. */
        private static double ratio(double numerator, double denominator) {
            return Double.isInfinite(denominator) ? 0 : numerator == denominator ? 1 : numerator / denominator;
        }
    }

    /** The ratio to another quantity, seed by seed, over the seeds that both were measured with. */
    OverSeeds over(OverSeeds other) {
        Map<Long, Range> ratios = new TreeMap<>();
        values.forEach((seed, value) -> {
            Range divisor = other.values.get(seed);
            if (divisor != null) {
                ratios.put(seed, value.over(divisor));
            }
        });
        return new OverSeeds(ratios);
    }

    /** The ratio to a positive number. */
    OverSeeds over(double divisor) {
        Map<Long, Range> ratios = new TreeMap<>();
        values.forEach((seed, value) -> ratios.put(seed, value.over(Range.exactly(divisor))));
        return new OverSeeds(ratios);
    }

    /** The median over seeds; the median of the lower bounds where it is not known exactly. */
    double median() {
        return MedianInterval.of(lowers()).median();
    }

    /** Whether no seed's value is known: all lie above their bounds. */
    boolean isNeverReached() {
        return values.values().stream().allMatch(range -> Double.isInfinite(range.upper));
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Covers the median over seeds; either end is passed with a probability of at most 5%. Empty below five seeds. */
    Optional<ConfidenceInterval> interval() {
        if (isEmpty()) {
            return Optional.empty();
        }
        Optional<ConfidenceInterval> lower = MedianInterval.oneSided(lowers()).interval();
        Optional<ConfidenceInterval> upper = MedianInterval.oneSided(uppers()).interval();
        return lower.flatMap(low -> upper.map(up -> new ConfidenceInterval(low.lower(), up.upper(), low.confidence())));
    }

    /** Whether the quantity is above a threshold, as a claim has it. */
    Verdict isAbove(double threshold) {
        return interval()
                .map(interval -> interval.lower() > threshold
                        ? Verdict.BEARS_OUT
                        : interval.upper() < threshold ? Verdict.CONTRADICTS : Verdict.CANNOT_TELL)
                .orElse(Verdict.CANNOT_TELL);
    }

    /** Whether the quantity is below a threshold, as a claim has it. */
    Verdict isBelow(double threshold) {
        return interval()
                .map(interval -> interval.upper() < threshold
                        ? Verdict.BEARS_OUT
                        : interval.lower() > threshold ? Verdict.CONTRADICTS : Verdict.CANNOT_TELL)
                .orElse(Verdict.CANNOT_TELL);
    }

    /** The median and its interval: "12 [8.1, 17]", "more than 12 [8.1 or more]", without an interval "12". */
    String inWords(DoubleFunction<String> format) {
        return inWords(format, "");
    }

    /** The same with a unit after the median: "12 times [8.1, 17]". */
    String inWords(DoubleFunction<String> format, String unit) {
        if (isEmpty()) {
            return "unknown";
        }
        double lower = median();
        double upper = MedianInterval.of(uppers()).median();
        if (lower == 0 && Double.isInfinite(upper)) {
            return "unknown";
        }
        String middle = lower == upper
                ? text(lower, format)
                : lower == 0 ? "less than " + text(upper, format) : "more than " + text(lower, format);
        return middle
                + unit
                + interval().map(interval -> inWords(interval, format)).orElse("");
    }

    private static String inWords(ConfidenceInterval interval, DoubleFunction<String> format) {
        String lower = text(interval.lower(), format);
        return Double.isInfinite(interval.upper())
                ? " [" + lower + " or more]"
                : " [" + lower + ", " + text(interval.upper(), format) + "]";
    }

    private static String text(double value, DoubleFunction<String> format) {
        return Double.isInfinite(value) ? "infinity" : format.apply(value);
    }

    private double[] lowers() {
        return array(values.values(), Range::lower);
    }

    private double[] uppers() {
        return array(values.values(), Range::upper);
    }

    private static double[] array(Collection<Range> ranges, ToDoubleFunction<Range> end) {
        return ranges.stream().mapToDouble(end).toArray();
    }
}
