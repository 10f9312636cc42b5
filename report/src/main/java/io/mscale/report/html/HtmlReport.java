package io.mscale.report.html;

import io.mscale.results.evidence.Evidence;
import java.io.IOException;
import java.util.List;

/** Writes {@code report.html}. */
public final class HtmlReport {

    private static final List<String> SCRIPTS =
            List.of("charts.js", "loss.js", "learned.js", "frequencies.js", "times.js", "page.js");

    private HtmlReport() {}

    /**
     * The whole page.
     *
     * @throws IOException if the program's own resources cannot be read
     */
    public static String of(Evidence evidence) throws IOException {
        return of(evidence, ChangeSection.NONE);
    }

    /**
     * The whole page, with what changed between two runs above all else.
     *
     * @throws IOException if the program's own resources cannot be read
     */
    public static String of(Evidence evidence, ChangeSection changes) throws IOException {
        ChartData charts = new ChartData(evidence);
        String data = PageParts.embeddable(charts.toMap());
        ReportPage page =
                ReportPage.of(evidence, changes, charts.notes(), data, PageParts.style(), PageParts.script(SCRIPTS));
        return PageParts.render("report.jte", page);
    }
}
