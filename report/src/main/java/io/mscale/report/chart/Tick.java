package io.mscale.report.chart;

/**
 * A mark on an axis.
 *
 * @param at where, from 0 at the axis' beginning to 1 at its end
 * @param label the number; empty at a mark between numbers
 * @param exponent the power of ten by which the number is multiplied, set high; empty if there is none
 */
public record Tick(double at, String label, String exponent) {

    /** Whether a number stands at it. */
    public boolean isLabelled() {
        return !label.isEmpty();
    }
}
