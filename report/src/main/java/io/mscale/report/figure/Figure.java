package io.mscale.report.figure;

import io.mscale.report.chart.Chart;
import io.mscale.report.svg.Drawing;

/**
 * A chart of a report and its place there.
 *
 * @param name what its file is called, without an extension: lower-case ASCII letters, digits and hyphens
 * @param kind what it is about
 * @param task of which task; empty if of all
 * @param choice what tells it from the task's others of its kind
 * @param chart what it shows
 */
public record Figure(String name, Kind kind, String task, String choice, Chart chart) {

    /** What a figure is about, in the order in which figures follow each other. */
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
