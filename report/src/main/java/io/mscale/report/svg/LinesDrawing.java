package io.mscale.report.svg;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Panel;
import io.mscale.report.chart.Stroke;
import java.util.List;

/** Draws a plot of lines with the legend beside it. */
final class LinesDrawing {

    private static final double WIDTH = 900;
    private static final Area PLOT = new Area(70, 44, 550, 380);
    private static final double LEGEND_LEFT = 638;
    private static final double BELOW = 72;
    private static final double MARK_BORDER = 1.5;

    private LinesDrawing() {}

    static String svg(Chart chart, Panel panel) {
        List<Line> items = panel.content() instanceof Content.Lines lines ? lines.legend() : List.of();
        Legend legend = new Legend(items);
        double height = Math.max(PLOT.bottom() + BELOW, PLOT.top() + legend.height() + 20);
        Svg svg = Drawing.open(chart, WIDTH, height, PLOT.left());
        Plot plot = new Plot(svg, PLOT, panel.x(), panel.y());
        plot.grid();
        draw(plot, panel);
        plot.axes();
        plot.nameX();
        plot.nameY();
        legend.draw(svg, new Area(LEGEND_LEFT, PLOT.top(), WIDTH - LEGEND_LEFT - 10, legend.height()));
        if (!chart.note().isEmpty()) {
            String note = TextStyle.NOTE.fit(chart.note(), WIDTH - PLOT.left() - 10);
            svg.text(PLOT.left(), PLOT.bottom() + 60, note, TextStyle.NOTE);
        }
        return svg.document();
    }

    /** Draws the lines of a panel. */
    static void draw(Plot plot, Panel panel) {
        if (panel.content() instanceof Content.Lines lines) {
            for (Line line : lines.inOrder()) {
                plot.line(line.points(), line.stroke());
                if (line.marked()) {
                    plot.circles(
                            line.points(),
                            Legend.MARK,
                            Stroke.solid(line.stroke().colour(), MARK_BORDER));
                }
            }
        }
    }
}
