package io.mscale.results.statistics;

import io.mscale.record.cell.Quantile;

/** The median of values, some of which may be infinite. */
public final class Median {

    private Median() {}

    /**
     * Returns the middle value, or the mean of the two middle values; infinite if either is.
     *
     * @param values in any order, at least one, none NaN
     * @throws IllegalArgumentException if there is no value
     */
    public static double of(double[] values) {
        return ofSorted(SortedValues.of(values));
    }

    /** Returns the median of sorted values. Two infinite middle values stay infinite; interpolation would give NaN. */
    static double ofSorted(double[] sorted) {
        double below = sorted[(sorted.length - 1) / 2];
        double above = sorted[sorted.length / 2];
        return below == above ? below : Quantile.of(sorted, 0.5);
    }
}
