package io.mscale.report.figure;

import io.mscale.report.chart.Chart;
import io.mscale.report.svg.Drawing;

/**
 * A chart of a report and its place there.
 *
 * @param name its file name without extension: lower-case ASCII letters, digits and hyphens
 * @param kind what it shows
 * @param task its task; empty if it covers all tasks
 * @param choice distinguishes it from the task's other figures of its kind
 * @param chart the chart
 */
public record Figure(String name, Kind kind, String task, String choice, Chart chart) {

    /** Kinds of figures, in the order of the report. */
    public enum Kind {
        LOSS,
        LEARNED,
        PICTURES,
        FREQUENCIES,
        TIMES,
        STUDY,
        PROFILE
    }

    /** The SVG document, without scripts, styles, ids or references, so that it can also stand inside HTML. */
    public String svg() {
        return Drawing.svg(chart);
    }
}
