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
        double legendHeight = ENTRY_HEIGHT * legend.size();
        List<String> note = TextStyle.NOTE.lines(chart.note(), WIDTH - PLOT.left() - 10);
        double below = BELOW + Math.max(0, note.size() - 1) * Drawing.NOTE_LINE;
        double height = Math.max(PLOT.bottom() + below, PLOT.top() + legendHeight + 20);
        Svg svg = Drawing.open(chart, WIDTH, height, PLOT.left());
        Plot plot = new Plot(svg, PLOT, panel.x(), panel.y());
        plot.grid();
        drawWithin(svg, PLOT, plot, lines);
        plot.axes();
        plot.nameX();
        plot.nameY();
        legend(svg, legend, LEGEND_LEFT, PLOT.top(), WIDTH);
        Drawing.note(svg, note, PLOT.left(), PLOT.bottom() + 60);
        return svg.document();
    }

    /** Draws lines of which some points may be beyond the axes: arrows at the border say where. */
    private static void drawWithin(Svg svg, Area area, Plot plot, Content.Lines lines) {
        if (lines.beyond().isEmpty()) {
            draw(plot, lines);
            return;
        }
        svg.clip(area);
        draw(plot, lines);
        svg.close();
        lines.beyond().forEach(plot::arrow);
    }

    /** Draws bands, lines, and their marks, in this order. */
    static void draw(Plot plot, Content.Lines lines) {
        lines.inOrder().forEach(plot::band);
        for (Line line : lines.inOrder()) {
            plot.line(line.points(), line.stroke());
            if (line.marked()) {
                plot.circles(line.points(), MARK, mark(line));
            }
        }
        lines.inOrder().forEach(plot::marks);
    }

    /** Draws a legend, one line below the other. */
    static void legend(Svg svg, List<Line> lines, double left, double top, double right) {
        List<String> names = TextStyle.LABEL.fit(lines.stream().map(Line::name).toList(), room(right - left - 10));
        for (int i = 0; i < lines.size(); i++) {
            entry(svg, lines.get(i), names.get(i), left, top + (i + 0.5) * ENTRY_HEIGHT);
        }
    }

    /** Draws rows of two plots, the whole on the left and a detail on the right. */
    static String pairs(Chart chart, List<Chart.Panel> panels) {
        List<Line> legend = ((Content.Lines) panels.get(0).content()).legend();
        double left = FIRST_WHOLE.left();
        double legendLeft = PAIRS_WIDTH - legend.size() * ENTRY_WIDTH - 10;
        double height = FIRST_WHOLE.bottom() + (panels.size() / 2 - 1) * ROW_DISTANCE + BELOW_PAIRS;
        Svg svg = Drawing.open(chart, PAIRS_WIDTH, height, left, legendLeft - left - 10);
        for (int i = 0; i < legend.size(); i++) {
            Line line = legend.get(i);
            entry(svg, line, TextStyle.LABEL.fit(line.name(), room(ENTRY_WIDTH)), legendLeft + i * ENTRY_WIDTH, 22);
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

    static void heading(Svg svg, Chart.Panel panel, Area area) {
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

    /** The width of a name in a legend's entry. */
    private static double room(double width) {
        return width - SAMPLE - GAP;
    }

    private static void entry(Svg svg, Line line, String name, double left, double y) {
        if (line.stroke().isDots()) {
            Plot.dot(svg, new Line.Point(left + SAMPLE / 2, y), line.stroke());
        } else {
            svg.line(left, y, left + SAMPLE, y, line.stroke());
        }
        if (line.marked()) {
            svg.circle(new Line.Point(left + SAMPLE / 2, y), MARK, "#ffffff", mark(line));
        }
        svg.text(left + SAMPLE + GAP, y + 4, name, TextStyle.LABEL);
    }

    private static Stroke mark(Line line) {
        return Stroke.solid(line.stroke().colour(), 1.5);
    }
}
