package io.mscale.report.figure;

import io.mscale.report.chart.Chart;
import io.mscale.report.svg.Drawing;

/**
 * A chart of a report and its place there.
 *
 * @param name its file name without extension: lower-case ASCII letters, digits and hyphens
 * @param task the name of its target; empty if it covers all targets
 * @param choice distinguishes it from the target's other figures of its kind
 */
public record Figure(String name, Kind kind, String task, String choice, Chart chart) {

    /** What figures show, in the order of the report, with the word for it in file names. */
    public enum Kind {
        FINAL_ERROR("final-error"),
        LOSS("loss"),
        LEARNED("learned"),
        PICTURES("pictures"),
        FREQUENCIES("frequencies"),
        TIMES("step-time"),
        CANARY("canary"),
        NETWORK("network"),
        STUDY("study"),
        PROFILE("performance-profile");

        private final String file;

        Kind(String file) {
            this.file = file;
        }

        String file() {
            return file;
        }
    }

    /** The SVG document, without scripts, styles, ids or references, so that it can also stand inside HTML. */
    public String svg() {
        return Drawing.svg(chart);
    }
}
