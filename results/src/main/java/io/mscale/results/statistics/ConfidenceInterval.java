package io.mscale.results.statistics;

/**
 * A closed interval that covers the true value with a known probability.
 *
 * @param upper the upper end; may be infinite
 * @param confidence the probability of covering the true value: the smallest attainable one of at least 95%, since ranks
 *     are whole numbers
 */
public record ConfidenceInterval(double lower, double upper, double confidence) {

    /** Returns whether the interval contains a value, ends included. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
