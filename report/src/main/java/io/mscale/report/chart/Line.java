package io.mscale.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A line through points, broken where one has no place on the axes.
 *
 * @param name what the legend calls it
 * @param stroke how it looks
 * @param role what it is to the others
 * @param marked whether a hollow circle stands at each point
 * @param points in ascending order of x
 * @param band from where to where its values may lie, for each point; empty if that is not known
 */
public record Line(Name name, Stroke stroke, Role role, boolean marked, List<Point> points, List<Interval> band) {

    /** What a line is to the others, in the order in which they are drawn. */
    public enum Role {
        /** What the others are compared with. */
        REFERENCE,
        /** A repeat of a line that stands for all; not in the legend. */
        REPEAT,
        /** What the chart is about. */
        MAIN
    }

    /** From where to where a value may lie. */
    public record Interval(double lower, double upper) {}

    public Line {
        points = List.copyOf(points);
        band = List.copyOf(band);
    }

    /** A line without marks and band. */
    public static Line of(Name name, Stroke stroke, Role role, List<Point> points) {
        return new Line(name, stroke, role, false, points, List.of());
    }

    /** The points within a range of x and one more on either side, so that the line reaches its border. */
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
