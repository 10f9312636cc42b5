package io.mscale.report.svg;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import java.util.List;

/** Draws lines: one plot with the legend beside it, or pairs of plots with the legend beside the title. */
final class LinesDrawing {

    private static final double WIDTH = 900;
    private static final Area PLOT = new Area(70, 44, 550, 380);
    private static final double LEGEND_LEFT = 638;
    private static final double BELOW = 72;

    private static final double PAIRS_WIDTH = 960;
    private static final Area FIRST_WHOLE = new Area(70, 82, 540, 180);
    private static final Area FIRST_DETAIL = new Area(675, 82, 265, 180);
    private static final double ROW_DISTANCE = 248;
    private static final double BELOW_PAIRS = 48;
    private static final double ENTRY_WIDTH = 120;

    private static final int MOST_ENTRIES = 24;
    private static final double ENTRY_HEIGHT = 19;
    private static final double SAMPLE = 34;
    private static final double GAP = 8;
    /** Radius of the circles that mark devices after the first. */
    private static final double MARK = 3;

    private LinesDrawing() {}

    /** Draws a single plot. */
    static String svg(Chart chart, Chart.Panel panel) {
        Content.Lines lines = (Content.Lines) panel.content();
        List<Line> legend = lines.legend();
        double legendHeight = ENTRY_HEIGHT * Math.min(MOST_ENTRIES + 1, legend.size());
        double height = Math.max(PLOT.bottom() + BELOW, PLOT.top() + legendHeight + 20);
        Svg svg = Drawing.open(chart, WIDTH, height, PLOT.left());
        Plot plot = new Plot(svg, PLOT, panel.x(), panel.y());
        plot.grid();
        for (Line line : lines.inOrder()) {
            plot.line(line.points(), line.stroke());
            if (line.marked()) {
                plot.circles(line.points(), MARK, mark(line));
            }
        }
        plot.axes();
        plot.nameX();
        plot.nameY();
        double y = PLOT.top() + ENTRY_HEIGHT / 2;
        for (Line line : legend.subList(0, Math.min(MOST_ENTRIES, legend.size()))) {
            entry(svg, line, LEGEND_LEFT, y, WIDTH - LEGEND_LEFT - 10);
            y += ENTRY_HEIGHT;
        }
        if (legend.size() > MOST_ENTRIES) {
            svg.text(LEGEND_LEFT, y + 4, "and " + (legend.size() - MOST_ENTRIES) + " more", TextStyle.NOTE);
        }
        if (!chart.note().isEmpty()) {
            String note = TextStyle.NOTE.fit(chart.note(), WIDTH - PLOT.left() - 10);
            svg.text(PLOT.left(), PLOT.bottom() + 60, note, TextStyle.NOTE);
        }
        return svg.document();
    }

    /** Draws rows of two plots, the whole on the left and a detail on the right. */
    static String pairs(Chart chart, List<Chart.Panel> panels) {
        List<Line> legend = ((Content.Lines) panels.get(0).content()).legend();
        double left = FIRST_WHOLE.left();
        double legendLeft = PAIRS_WIDTH - legend.size() * ENTRY_WIDTH - 10;
        double height = FIRST_WHOLE.bottom() + (panels.size() / 2 - 1) * ROW_DISTANCE + BELOW_PAIRS;
        Svg svg = Drawing.open(chart, PAIRS_WIDTH, height, left, legendLeft - left - 10);
        for (int i = 0; i < legend.size(); i++) {
            entry(svg, legend.get(i), legendLeft + i * ENTRY_WIDTH, 22, ENTRY_WIDTH);
        }
        for (int i = 0; i < panels.size(); i += 2) {
            int row = i / 2;
            Area whole = FIRST_WHOLE.moved(0, row * ROW_DISTANCE);
            Area detail = FIRST_DETAIL.moved(0, row * ROW_DISTANCE);
            heading(svg, panels.get(i), whole);
            heading(svg, panels.get(i + 1), detail);
            draw(svg, panels.get(i), whole);
            draw(svg, panels.get(i + 1), detail);
        }
        return svg.document();
    }

    private static void heading(Svg svg, Chart.Panel panel, Area area) {
        String heading = TextStyle.HEADING.fit(panel.heading(), area.width());
        svg.text(area.left(), area.top() - 9, heading, TextStyle.HEADING);
    }

    private static void draw(Svg svg, Chart.Panel panel, Area area) {
        Content.Lines lines = (Content.Lines) panel.content();
        Plot plot = new Plot(svg, area, panel.x(), panel.y());
        if (lines.shaded() != null) {
            double from = Math.max(plot.px(lines.shaded().lower()), area.left());
            double to = Math.min(plot.px(lines.shaded().upper()), area.right());
            if (to > from) {
                svg.fill(new Area(from, area.top(), to - from, area.height()), "#f0f0f0");
            }
        }
        plot.grid();
        svg.clip(area);
        // Only the visible points: a detail is a small part of its lines.
        Scale.Linear x = (Scale.Linear) panel.x().scale();
        lines.inOrder().forEach(line -> plot.line(line.within(x.low(), x.high()), line.stroke()));
        svg.close();
        plot.axes();
        plot.nameX();
        if (!panel.y().name().isEmpty()) {
            plot.nameY();
        }
    }

    private static void entry(Svg svg, Line line, double left, double y, double width) {
        if (line.stroke().isDots()) {
            Plot.dot(svg, new Line.Point(left + SAMPLE / 2, y), line.stroke());
        } else {
            svg.line(left, y, left + SAMPLE, y, line.stroke());
        }
        if (line.marked()) {
            svg.circle(new Line.Point(left + SAMPLE / 2, y), MARK, "#ffffff", mark(line));
        }
        svg.text(left + SAMPLE + GAP, y + 4, TextStyle.LABEL.fit(line.name(), width - SAMPLE - GAP), TextStyle.LABEL);
    }

    private static Stroke mark(Line line) {
        return Stroke.solid(line.stroke().colour(), 1.5);
    }
}
