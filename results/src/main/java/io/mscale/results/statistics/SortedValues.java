package io.mscale.results.statistics;

import java.util.Arrays;

/** Validated values in ascending order. Error messages name the offending value. */
final class SortedValues {

    private SortedValues() {}

    /**
     * Sorts numbers, which may be infinite.
     *
     * @throws IllegalArgumentException if there is no value, or one is NaN
     */
    static double[] of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("there is no value");
        }
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                throw new IllegalArgumentException("value " + i + " is NaN");
            }
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * Sorts durations.
     *
     * @param name the name of the values in error messages
     * @throws IllegalArgumentException if there is no value, or one is not positive and finite
     */
    static double[] ofDurations(String name, double[] seconds) {
        if (seconds.length == 0) {
            throw new IllegalArgumentException(name + " has no value");
        }
        for (int i = 0; i < seconds.length; i++) {
            if (!(seconds[i] > 0) || Double.isInfinite(seconds[i])) {
                throw new IllegalArgumentException(
                        "value " + i + " of " + name + " is " + seconds[i] + ": a duration is positive and finite");
            }
        }
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
