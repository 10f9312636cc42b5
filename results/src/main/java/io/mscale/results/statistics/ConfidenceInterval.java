package io.mscale.results.statistics;

/**
 * A closed interval that covers the true value with a known probability.
 *
 * @param lower the lower end
 * @param upper the upper end; may be infinite
 * @param confidence the probability of covering the true value. Ranks are whole numbers, so this is the smallest
 *     attainable probability that is at least the level asked for.
 */
public record ConfidenceInterval(double lower, double upper, double confidence) {

    /** The default confidence level. */
    public static final double LEVEL = 0.95;

    /** Returns whether the interval contains a value, ends included. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
