package io.mscale.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A line through points, with gaps at points outside the axes.
 *
 * @param name its legend text
 * @param stroke its stroke
 * @param role its role among the lines
 * @param marked whether each point has a hollow circle
 * @param points in ascending order of x
 * @param band an interval around each point's value; empty if unknown
 */
public record Line(Name name, Stroke stroke, Role role, boolean marked, List<Point> points, List<Interval> band) {

    /** Role of a line among the others, in drawing order. */
    public enum Role {
        /** A reference that others are compared with. */
        REFERENCE,
        /** A single repeat behind a line that represents all of them; not in the legend. */
        REPEAT,
        /** The subject of the chart. */
        MAIN
    }

    /** An interval of values. */
    public record Interval(double lower, double upper) {}

    public Line {
        points = List.copyOf(points);
        band = List.copyOf(band);
    }

    /** A line without marks or band. */
    public static Line of(Name name, Stroke stroke, Role role, List<Point> points) {
        return new Line(name, stroke, role, false, points, List.of());
    }

    /** The points within a range of x, plus one on either side so that the line reaches the border. */
    public static List<Point> within(List<Point> points, double from, double to) {
        int first = 0;
        int end = points.size();
        while (first + 1 < end && points.get(first + 1).x() < from) {
            first++;
        }
        while (end - 2 >= first && points.get(end - 2).x() > to) {
            end--;
        }
        return new ArrayList<>(points.subList(first, end));
    }
}
