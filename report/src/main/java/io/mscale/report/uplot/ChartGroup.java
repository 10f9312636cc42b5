package io.mscale.report.uplot;

import io.mscale.report.chart.Chart;
import java.util.List;

/**
 * Charts of which a page shows one at a time.
 *
 * @param id what they are about; names their place on the page
 * @param choice what the reader chooses by
 * @param isList whether the reader chooses from a list, not from words in a row
 * @param parts what the parts of names are, for which lines and boxes can be switched off
 * @param options one chart at least
 * @param caption how the charts are to be read
 */
public record ChartGroup(
        String id, String choice, boolean isList, List<String> parts, List<Option> options, String caption) {

    /**
     * One of the charts.
     *
     * @param label what the reader chooses it by
     */
    public record Option(String label, Chart chart) {}

    public ChartGroup {
        parts = List.copyOf(parts);
        options = List.copyOf(options);
    }

    /** The chart that is shown first. */
    public Chart first() {
        return options.get(0).chart();
    }
}
