package io.mscale.report.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.mscale.record.json.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Parts common to all pages: template, data, style sheets and scripts, all embedded in the page. */
public final class PageParts {

    private static final List<String> SCRIPTS = List.of("charts.js", "plots.js", "page.js", "group.js");

    private static final String TEMPLATES = "io.mscale.report.html.template";
    private static final String WEBJAR = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

    private PageParts() {}

    /** Renders a template. */
    static String render(String template, Object page) {
        StringOutput html = new StringOutput();
        TemplateEngine.createPrecompiled(null, ContentType.Html, PageParts.class.getClassLoader(), TEMPLATES)
                .render(template, page, html);
        return html.toString();
    }

    /**
     * The embedded parts of a page with charts.
     *
     * @param data the charts as JSON that is safe inside a script element
     * @param style the style sheets
     * @param script the scripts
     */
    public record Assets(String data, String style, String script) {}

    /** The assets of a page with the given charts. */
    static Assets assets(List<ChartGroup> charts) throws IOException {
        StringBuilder script = new StringBuilder(chartLibrary("uPlot.iife.min.js"));
        for (String name : SCRIPTS) {
            script.append('\n').append(resource(name));
        }
        return new Assets(
                embeddable(ChartIsland.of(charts)),
                chartLibrary("uPlot.min.css") + "\n" + resource("report.css"),
                script.toString());
    }

    /** JSON that cannot close the script element around it: {@code <} occurs in strings only, where it is escaped. */
    private static String embeddable(Map<String, Object> data) throws IOException {
        return RecordJson.compact(data).strip().replace("<", "\\u003c");
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
        InputStream in = PageParts.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IOException("the program lacks its resource " + resource);
        }
        return in;
    }
}
