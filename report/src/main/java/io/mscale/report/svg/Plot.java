package io.mscale.report.svg;

import io.mscale.report.chart.Axis;
import io.mscale.report.chart.Point;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import io.mscale.report.chart.Tick;
import java.util.ArrayList;
import java.util.List;

/**
 * A plot within a drawing: an area with two axes.
 *
 * @param svg the drawing
 * @param area inside the axes
 * @param x values to the right
 * @param y values upwards
 */
record Plot(Svg svg, Area area, Axis x, Axis y) {

    private static final double TICK = 5;

    private static final double MINOR_TICK = 3;

    /** The distance of an axis' name from it, below and to the left. */
    private static final double NAME_BELOW = 38;

    private static final double NAME_LEFT = 48;

    /** Lines behind the data at the numbers of both axes. */
    void grid() {
        gridX();
        for (Tick tick : labelled(y.scale())) {
            svg.line(area.left(), py(tick), area.right(), py(tick), Svg.GRID);
        }
    }

    /** Lines behind the data at the numbers of the lower axis. */
    void gridX() {
        for (Tick tick : labelled(x.scale())) {
            svg.line(px(tick), area.top(), px(tick), area.bottom(), Svg.GRID);
        }
    }

    /** The border, and along it the numbers of both axes. */
    void axes() {
        axisX();
        for (Tick tick : y.scale().ticks()) {
            double length = tick.isLabelled() ? TICK : MINOR_TICK;
            svg.line(area.left() - length, py(tick), area.left(), py(tick), Svg.FRAME);
        }
        labelled(y.scale())
                .forEach(tick -> svg.text(area.left() - TICK - 3, py(tick) + 4, tick, TextStyle.TICK.atEnd()));
    }

    /** The border, and the numbers of the lower axis only. */
    void axisX() {
        svg.frame(area, Svg.FRAME);
        for (Tick tick : x.scale().ticks()) {
            double length = tick.isLabelled() ? TICK : MINOR_TICK;
            svg.line(px(tick), area.bottom(), px(tick), area.bottom() + length, Svg.FRAME);
        }
        labelled(x.scale()).forEach(tick -> svg.text(px(tick), area.bottom() + TICK + 13, tick, TextStyle.TICK));
    }

    /** The lower axis' name. */
    void nameX() {
        svg.text(area.middleX(), area.bottom() + NAME_BELOW, x.label(), TextStyle.AXIS);
    }

    /** The left axis' name. */
    void nameY() {
        svg.upwards(area.left() - NAME_LEFT, area.middleY(), y.label(), TextStyle.AXIS);
    }

    /** A line through values, broken where one has no place on the axes. */
    void line(List<Point> values, Stroke stroke) {
        runs(values).forEach(run -> svg.polyline(run, stroke));
    }

    /** A hollow circle at each value that has a place on the axes. */
    void circles(List<Point> values, double radius, Stroke border) {
        runs(values).forEach(run -> run.forEach(point -> svg.circle(point, radius, "#ffffff", border)));
    }

    /** From values to pixels, cut where there is nothing to draw. */
    private List<List<Point>> runs(List<Point> values) {
        List<List<Point>> runs = new ArrayList<>();
        boolean broken = true;
        for (Point value : values) {
            Point pixel = new Point(px(value.x()), py(value.y()));
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

    /** A value's place from the left of the drawing. */
    double px(double value) {
        return area.left() + x.scale().at(value) * area.width();
    }

    /** A value's place from the top of the drawing. */
    double py(double value) {
        return area.bottom() - y.scale().at(value) * area.height();
    }

    private double px(Tick tick) {
        return area.left() + tick.at() * area.width();
    }

    private double py(Tick tick) {
        return area.bottom() - tick.at() * area.height();
    }

    private static List<Tick> labelled(Scale scale) {
        return scale.ticks().stream().filter(Tick::isLabelled).toList();
    }
}
