package io.mscale.report.html;

import io.mscale.report.chart.Chart;
import java.util.List;

/**
 * Charts of which a page shows one at a time.
 *
 * @param id what they show; names their place on the page
 * @param choice the label of the selector
 * @param isList whether the selector is a list instead of a row of buttons
 * @param parts the parts that names consist of, by which lines and boxes can be hidden
 * @param options at least one chart
 */
public record ChartGroup(
        String id, String choice, boolean isList, List<String> parts, List<Option> options, String caption) {

    /** One of the charts, with its text in the selector. */
    public record Option(String label, Chart chart) {}

    public ChartGroup {
        parts = List.copyOf(parts);
        options = List.copyOf(options);
    }

    /** The chart shown first. */
    public Chart first() {
        return options.get(0).chart();
    }
}
