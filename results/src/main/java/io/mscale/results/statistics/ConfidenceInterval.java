package io.mscale.results.statistics;

/**
 * A closed interval that covers the true value with a known probability.
 *
 * @param lower its lower end
 * @param upper its upper end; may be infinite
 * @param confidence the probability of covering the true value. Ranks are whole numbers, so it is the next that can be had
 *     above the level asked for.
 */
public record ConfidenceInterval(double lower, double upper, double confidence) {

    /** The level that is asked for if no other is named. */
    public static final double LEVEL = 0.95;

    /** Whether a value lies within, ends included. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
