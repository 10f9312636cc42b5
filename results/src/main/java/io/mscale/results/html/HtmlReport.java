package io.mscale.results.html;

import com.fasterxml.jackson.jr.ob.JSON;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.mscale.results.evidence.Evidence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Writes {@code report.html}. */
public final class HtmlReport {

    private static final String TEMPLATES = "io.mscale.results.html.template";
    private static final String WEBJAR = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
    private static final List<String> SCRIPTS =
            List.of("charts.js", "loss.js", "learned.js", "frequencies.js", "times.js", "page.js");

    private HtmlReport() {}

    /**
     * The whole page.
     *
     * @throws IOException if the program's own resources cannot be read
     */
    public static String of(Evidence evidence) throws IOException {
        ChartData charts = new ChartData(evidence);
        String data = embeddable(charts.toMap());
        ReportPage page = ReportPage.of(evidence, charts.notes(), data, style(), script());
        StringOutput html = new StringOutput();
        TemplateEngine.createPrecompiled(null, ContentType.Html, HtmlReport.class.getClassLoader(), TEMPLATES)
                .render("report.jte", page, html);
        return html.toString();
    }

    /** JSON in which nothing can end the script element around it: {@code <} stands in strings only. */
    private static String embeddable(Map<String, Object> data) throws IOException {
        return JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(data).replace("<", "\\u003c");
    }

    private static String style() throws IOException {
        return chartLibrary("uPlot.min.css") + "\n" + resource("report.css");
    }

    private static String script() throws IOException {
        StringBuilder script = new StringBuilder(chartLibrary("uPlot.iife.min.js"));
        for (String name : SCRIPTS) {
            script.append('\n').append(resource(name));
        }
        return script.toString();
    }

    /** A file of the chart library, in whatever version the build chose. */
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
