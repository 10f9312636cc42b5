package io.mscale.report.chart;

import java.util.List;

/**
 * A chart: what there is to see, whoever draws it.
 *
 * @param title what it shows
 * @param description what was trained, and where
 * @param panels its parts, all with the same kind of content; of learned curves the whole and a detail in turn
 * @param note below it; empty if there is none
 */
public record Chart(String title, String description, List<Panel> panels, String note) {

    public Chart {
        panels = List.copyOf(panels);
    }

    /** A chart of one panel. */
    public static Chart of(String title, String description, Axis x, Axis y, Content content, String note) {
        return new Chart(title, description, List.of(new Panel("", x, y, content)), note);
    }
}
