package io.mscale.report.chart;

/**
 * A mark on an axis.
 *
 * @param at its position, from 0 at the start of the axis to 1 at its end
 * @param label the number; empty for an unlabelled mark
 * @param exponent the power of ten that multiplies the number, set as a superscript; empty if there is none
 */
public record Tick(double at, String label, String exponent) {

    /** Whether it is labelled. */
    public boolean isLabelled() {
        return !label.isEmpty();
    }
}
