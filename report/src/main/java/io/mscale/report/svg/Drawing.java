package io.mscale.report.svg;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import java.util.List;
import java.util.Optional;

/** Draws charts as SVG, for papers and READMEs: the same bytes under every locale and on every JDK. */
public final class Drawing {

    /** Maximum number of panel rows; more make a drawing illegible. */
    private static final int MOST = 6;

    private static final double TITLE_BASE = 26;

    private Drawing() {}

    /** The SVG document, without scripts, styles, ids or references, so that it can also stand inside HTML. */
    public static String svg(Chart chart) {
        List<Chart.Panel> panels = shown(chart);
        Chart.Panel first = panels.get(0);
        if (first.content() instanceof Content.Boxes boxes) {
            return BoxesDrawing.svg(chart, first, boxes.boxes());
        }
        if (first.content() instanceof Content.HeatMap) {
            return HeatDrawing.svg(chart, panels);
        }
        if (first.content() instanceof Content.Pictures) {
            return PicturesDrawing.svg(chart, panels);
        }
        return panels.size() == 1 ? LinesDrawing.svg(chart, first) : LinesDrawing.pairs(chart, panels);
    }

    /** What the drawing omits, on one line. */
    public static Optional<String> leftOut(Chart chart) {
        return shown(chart).size() == chart.panels().size()
                ? Optional.empty()
                : Optional.of(chart.title() + ": the first " + MOST + " of "
                        + chart.panels().size() / perRow(chart) + " variants are drawn");
    }

    private static List<Chart.Panel> shown(Chart chart) {
        return chart.panels().subList(0, Math.min(chart.panels().size(), MOST * perRow(chart)));
    }

    /** For learned curves the whole and the detail stand side by side. */
    private static int perRow(Chart chart) {
        return chart.panels().get(0).content() instanceof Content.Lines ? 2 : 1;
    }

    /** Starts a drawing with its title. */
    static Svg open(Chart chart, double width, double height, double left) {
        return open(chart, width, height, left, width - left);
    }

    /** Starts a drawing with its title in the given width. */
    static Svg open(Chart chart, double width, double height, double left, double titleWidth) {
        Svg svg = new Svg(width, height, chart.title(), chart.description());
        svg.text(left, TITLE_BASE, TextStyle.TITLE.fit(chart.title(), titleWidth), TextStyle.TITLE);
        return svg;
    }
}
