package io.mscale.report.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.mscale.record.json.RecordJson;
import io.mscale.report.figure.FigureSet;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.trend.Trend;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** Writes pages, with template, data, style sheets and scripts embedded. */
public final class HtmlReport {

    private static final List<String> SCRIPTS = List.of("charts.js", "plots.js", "page.js", "group.js");
    private static final String TEMPLATES = "io.mscale.report.html.template";
    private static final String WEBJAR = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

    private HtmlReport() {}

    /**
     * {@code report.html}, with the changes between two runs at the top.
     *
     * @throws IOException if the program's own resources cannot be read
     */
    public static String of(Evidence evidence, ChangeSection changes) throws IOException {
        return of(evidence, FigureSet.of(evidence), changes);
    }

    /**
     * {@code report.html} with the given figures, which the caller may also write as files.
     *
     * @throws IOException if the program's own resources cannot be read
     */
    public static String of(Evidence evidence, FigureSet figures, ChangeSection changes) throws IOException {
        return render("report.jte", ReportPage.of(evidence, figures, changes));
    }

    /**
     * The page that shows a history: every metric over the runs, and where it changed permanently.
     *
     * @throws IOException if the program's own resources cannot be read
     */
    public static String of(Trend trend, TrendRemarks remarks) throws IOException {
        return render("trend.jte", TrendPage.of(trend, remarks));
    }

    private static String render(String template, Object page) {
        StringOutput html = new StringOutput();
        TemplateEngine.createPrecompiled(null, ContentType.Html, HtmlReport.class.getClassLoader(), TEMPLATES)
                .render(template, page, html);
        return html.toString();
    }

    /**
     * The embedded parts of a page with charts.
     *
     * @param data the charts as JSON that is safe inside a script element
     */
    public record Assets(String data, String style, String script) {

        static Assets of(List<ChartGroup> charts) throws IOException {
            StringBuilder script = new StringBuilder(chartLibrary("uPlot.iife.min.js"));
            for (String name : SCRIPTS) {
                script.append('\n').append(resource(name));
            }
            return new Assets(
                    // "<" occurs in strings only; escaped, it cannot close the script element.
                    RecordJson.compact(ChartIsland.of(charts)).strip().replace("<", "\\u003c"),
                    chartLibrary("uPlot.min.css") + "\n" + resource("report.css"),
                    script.toString());
        }
    }

    /** A file of the chart library, in the version the build chose. */
    private static String chartLibrary(String name) throws IOException {
        Properties webjar = new Properties();
        try (InputStream in = open(WEBJAR)) {
            webjar.load(in);
        }
        return resource("/META-INF/resources/webjars/uplot/" + webjar.getProperty("version") + "/dist/" + name);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = HtmlReport.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IOException("the program lacks its resource " + resource);
        }
        return in;
    }
}
