package io.mscale.report.svg;

import io.mscale.api.network.Variant;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import java.util.List;
import java.util.Optional;

/** Draws charts as SVG, for papers and READMEs: the same bytes under every locale and on every JDK. */
public final class Drawing {

    /** Maximum number of panel rows; more make a drawing illegible. */
    private static final int MOST = 6;

    /** That of networks: as many as there are variants. */
    private static final int MOST_NETWORKS = Variant.values().length;

    private static final double TITLE_BASE = 26;

    /** Distance of the lines of a note. */
    static final double NOTE_LINE = 15;

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
        if (first.content() instanceof Content.Network) {
            return NetworkDrawing.svg(chart, panels);
        }
        if (panels.size() == 1) {
            return LinesDrawing.svg(chart, first);
        }
        return isPairs(first) ? LinesDrawing.pairs(chart, panels) : FacetsDrawing.svg(chart, panels);
    }

    /** What the drawing omits, on one line. */
    public static Optional<String> leftOut(Chart chart) {
        return shown(chart).size() == chart.panels().size()
                ? Optional.empty()
                : Optional.of(chart.title() + ": the first " + most(chart) + " of "
                        + chart.panels().size() / perRow(chart)
                        + (areNetworks(chart) ? " networks are drawn" : " variants are drawn"));
    }

    private static List<Chart.Panel> shown(Chart chart) {
        return chart.panels().subList(0, Math.min(chart.panels().size(), most(chart) * perRow(chart)));
    }

    private static int most(Chart chart) {
        return areNetworks(chart) ? MOST_NETWORKS : MOST;
    }

    private static boolean areNetworks(Chart chart) {
        return chart.panels().get(0).content() instanceof Content.Network;
    }

    /** For learned curves the whole and the detail stand side by side. */
    private static int perRow(Chart chart) {
        return isPairs(chart.panels().get(0)) ? 2 : 1;
    }

    /** Whether a panel shows the whole of which the next one is a detail. */
    private static boolean isPairs(Chart.Panel first) {
        return first.content() instanceof Content.Lines lines && lines.shaded() != null;
    }

    /** Writes the chart's note in lines below a plot. */
    static void note(Svg svg, List<String> lines, double left, double top) {
        for (int i = 0; i < lines.size(); i++) {
            svg.text(left, top + i * NOTE_LINE, lines.get(i), TextStyle.NOTE);
        }
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
