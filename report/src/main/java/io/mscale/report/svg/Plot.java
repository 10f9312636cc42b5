package io.mscale.report.svg;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import io.mscale.results.number.Formats;
import java.util.ArrayList;
import java.util.List;

/**
 * A plot within a drawing.
 *
 * @param area the area inside the axes
 */
record Plot(Svg svg, Area area, Chart.Axis x, Chart.Axis y) {

    private static final double TICK = 5;

    private static final double MINOR_TICK = 3;

    /** Distance of an axis label from the axis, below it or to its left. */
    private static final double NAME_BELOW = 38;

    private static final double NAME_LEFT = 48;

    private static final double BEST = 4;
    private static final double KEPT = 7;

    /** Smaller, as the lines of repeats are thinner. */
    private static final double BEST_REPEAT = 2;

    private static final double KEPT_REPEAT = 4.5;

    private static final Stroke AROUND_BEST = Stroke.solid("#ffffff", 1);

    /** Length of an arrow. */
    private static final double ARROW = 9;

    /** Radius of a dot. */
    private static final double DOT = 1.6;

    /** Draws grid lines behind the data for both axes. */
    void grid() {
        gridX();
        for (Scale.Tick tick : labelled(y.scale())) {
            svg.line(area.left(), up(tick.at()), area.right(), up(tick.at()), Svg.GRID);
        }
    }

    void gridX() {
        for (Scale.Tick tick : labelled(x.scale())) {
            svg.line(across(tick.at()), area.top(), across(tick.at()), area.bottom(), Svg.GRID);
        }
    }

    /** Draws the border and the tick labels of both axes. */
    void axes() {
        axisX();
        for (Scale.Tick tick : y.scale().ticks()) {
            double length = tick.isLabelled() ? TICK : MINOR_TICK;
            svg.line(area.left() - length, up(tick.at()), area.left(), up(tick.at()), Svg.FRAME);
        }
        labelled(y.scale())
                .forEach(tick -> svg.text(area.left() - TICK - 3, up(tick.at()) + 4, tick, TextStyle.TICK.at("end")));
    }

    /** Draws the border and the tick labels of the horizontal axis. */
    void axisX() {
        svg.frame(area, Svg.FRAME);
        for (Scale.Tick tick : x.scale().ticks()) {
            double length = tick.isLabelled() ? TICK : MINOR_TICK;
            svg.line(across(tick.at()), area.bottom(), across(tick.at()), area.bottom() + length, Svg.FRAME);
        }
        labelled(x.scale())
                .forEach(tick -> svg.text(across(tick.at()), area.bottom() + TICK + 13, tick, TextStyle.TICK));
    }

    void nameX() {
        svg.text(area.middleX(), area.bottom() + NAME_BELOW, x.label(), TextStyle.AXIS);
    }

    void nameY() {
        svg.upwards(area.left() - NAME_LEFT, area.middleY(), y.label(), TextStyle.AXIS);
    }

    /** Draws a line through points, with gaps at those that are not on the axes, or a dot at each. */
    void line(List<Line.Point> values, Stroke stroke) {
        if (stroke.isDots()) {
            runs(values).forEach(run -> run.forEach(point -> dot(svg, point, stroke)));
            return;
        }
        runs(values).forEach(run -> svg.polyline(run, stroke));
    }

    /** Shades the intervals around the points of a line. */
    void band(Line line) {
        List<Line.Point> outline = new ArrayList<>();
        for (int i = 0; i < line.band().size(); i++) {
            outline.add(
                    new Line.Point(line.points().get(i).x(), line.band().get(i).upper()));
        }
        for (int i = line.band().size() - 1; i >= 0; i--) {
            outline.add(
                    new Line.Point(line.points().get(i).x(), line.band().get(i).lower()));
        }
        runs(outline).forEach(run -> svg.shade(run, line.stroke().colour()));
    }

    /** Draws the dot of a line at its best point, and the ring at the one that was kept. */
    void marks(Line line) {
        boolean isRepeat = line.role() == Line.Role.REPEAT;
        String colour = line.stroke().colour();
        if (line.best() != null) {
            runs(List.of(line.best()))
                    .forEach(run -> svg.circle(run.get(0), isRepeat ? BEST_REPEAT : BEST, colour, AROUND_BEST));
        }
        if (line.kept() != null) {
            runs(List.of(line.kept()))
                    .forEach(run ->
                            svg.circle(run.get(0), isRepeat ? KEPT_REPEAT : KEPT, "none", Stroke.solid(colour, 1.5)));
        }
    }

    /** Draws an arrow at the border towards a point beyond it, with the point's value beside it. */
    void arrow(Line.Point beyond) {
        boolean isAbove = y.scale().at(beyond.y()) > 0.5;
        double tip = isAbove ? area.top() + 1 : area.bottom() - 1;
        double foot = isAbove ? tip + ARROW : tip - ARROW;
        double middle = px(beyond.x());
        String value = Formats.ratio(beyond.y()) + (y.unit().isEmpty() ? "" : " " + y.unit());
        svg.triangle(
                List.of(
                        new Line.Point(middle, tip),
                        new Line.Point(middle - ARROW / 2, foot),
                        new Line.Point(middle + ARROW / 2, foot)),
                Stroke.ACCENT,
                value);
        boolean hasRoom = middle + ARROW + TextStyle.TICK.width(value) < area.right();
        svg.text(
                hasRoom ? middle + ARROW : middle - ARROW,
                Math.max(tip, foot),
                value,
                TextStyle.TICK.at(hasRoom ? "start" : "end"));
    }

    /** Draws a dot. */
    static void dot(Svg svg, Line.Point centre, Stroke stroke) {
        svg.circle(centre, DOT, stroke.colour(), stroke);
    }

    /** Draws a hollow circle at each point that is on the axes. */
    void circles(List<Line.Point> values, double radius, Stroke border) {
        runs(values).forEach(run -> run.forEach(point -> svg.circle(point, radius, "#ffffff", border)));
    }

    /** Converts points to pixels, split at the gaps. */
    private List<List<Line.Point>> runs(List<Line.Point> values) {
        List<List<Line.Point>> runs = new ArrayList<>();
        boolean broken = true;
        for (Line.Point value : values) {
            Line.Point pixel = new Line.Point(px(value.x()), up(y.scale().at(value.y())));
            if (Double.isNaN(pixel.x()) || Double.isNaN(pixel.y())) {
                broken = true;
                continue;
            }
            if (broken) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(pixel);
            broken = false;
        }
        return runs;
    }

    /** The x coordinate of a value in the drawing. */
    double px(double value) {
        return across(x.scale().at(value));
    }

    private double across(double share) {
        return area.left() + share * area.width();
    }

    private double up(double share) {
        return area.bottom() - share * area.height();
    }

    private static List<Scale.Tick> labelled(Scale scale) {
        return scale.ticks().stream().filter(Scale.Tick::isLabelled).toList();
    }
}
