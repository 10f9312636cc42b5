package io.mscale.report.html;

import io.mscale.results.trend.Trend;
import java.io.IOException;
import java.util.List;

/** Writes the page that shows a history: every metric over the runs, and where it changed permanently. */
public final class TrendReport {

    private TrendReport() {}

    /**
     * The whole page.
     *
     * @param notes remarks on the history's files, a line each
     * @throws IOException if the program's own resources cannot be read
     */
    public static String of(Trend trend, List<String> notes) throws IOException {
        return PageParts.render("trend.jte", TrendPage.of(trend, notes));
    }
}
