package io.mscale.report.html;

import io.mscale.report.figure.FigureSet;
import io.mscale.results.evidence.Evidence;
import java.io.IOException;

/** Writes {@code report.html}. */
public final class HtmlReport {

    private HtmlReport() {}

    /**
     * The whole page.
     *
     * @throws IOException if the program's own resources cannot be read
     */
    public static String of(Evidence evidence) throws IOException {
        return of(evidence, FigureSet.of(evidence), ChangeSection.NONE);
    }

    /**
     * The whole page, with the changes between two runs at the top.
     *
     * @throws IOException if the program's own resources cannot be read
     */
    public static String of(Evidence evidence, ChangeSection changes) throws IOException {
        return of(evidence, FigureSet.of(evidence), changes);
    }

    /**
     * The whole page with the given figures, which the caller may also write as files.
     *
     * @throws IOException if the program's own resources cannot be read
     */
    public static String of(Evidence evidence, FigureSet figures) throws IOException {
        return of(evidence, figures, ChangeSection.NONE);
    }

    private static String of(Evidence evidence, FigureSet figures, ChangeSection changes) throws IOException {
        return PageParts.render("report.jte", ReportPage.of(evidence, figures, changes));
    }
}
