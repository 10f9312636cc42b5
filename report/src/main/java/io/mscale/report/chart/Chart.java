package io.mscale.report.chart;

import java.util.List;

/**
 * Description of a chart, independent of the renderer.
 *
 * @param title what it shows
 * @param description what was trained, and where
 * @param panels its parts, all with the same kind of content; for learned curves the whole and a detail alternate
 * @param note a note below it; empty if there is none
 */
public record Chart(String title, String description, List<Panel> panels, String note) {

    public Chart {
        panels = List.copyOf(panels);
    }

    /** Creates a chart with one panel. */
    public static Chart of(String title, String description, Axis x, Axis y, Content content, String note) {
        return new Chart(title, description, List.of(new Panel("", x, y, content)), note);
    }
}
