package io.mscale.report.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line through points, with gaps at points outside the axes.
 *
 * @param name its legend text
 * @param marked whether each point has a hollow circle
 * @param points in ascending order of x
 * @param band an interval around each point's value; empty if unknown
 * @param best the point marked with a dot; null if there is none
 * @param kept the point marked with a ring; null if there is none
 */
public record Line(
        Name name,
        Stroke stroke,
        Role role,
        boolean marked,
        List<Point> points,
        List<Interval> band,
        @Nullable Point best,
        @Nullable Point kept) {

    /** Role of a line among the others, in drawing order. */
    public enum Role {
        /** A reference that others are compared with. */
        REFERENCE,
        /** A single repeat behind a line that represents all of them; not in the legend. */
        REPEAT,
        /** The subject of the chart. */
        MAIN
    }

    /**
     * A name in the legend.
     *
     * @param beginning whose line it is; may be truncated to fit
     * @param ending distinguishes lines with the same beginning; starts with a space, or is empty; all of the name if
     *     all lines have the same beginning, which then is left out
     */
    public record Name(String beginning, String ending) {

        public static Name of(String name) {
            return new Name(name, "");
        }

        @Override
        public String toString() {
            return beginning + ending;
        }
    }

    /** A point in the units of the axes. A y that is not finite marks a gap. */
    public record Point(double x, double y) {}

    /** An interval of values. */
    public record Interval(double lower, double upper) {}

    public Line {
        points = List.copyOf(points);
        band = List.copyOf(band);
    }

    /** A line without marks or band. */
    public static Line of(Name name, Stroke stroke, Role role, List<Point> points) {
        return new Line(name, stroke, role, false, points, List.of(), null, null);
    }

    /** The points within a range of x, plus one on either side so that the line reaches the border. */
    public List<Point> within(double from, double to) {
        int first = 0;
        int end = points.size();
        while (first + 1 < end && points.get(first + 1).x() < from) {
            first++;
        }
        while (end - 2 >= first && points.get(end - 2).x() > to) {
            end--;
        }
        return points.subList(first, end);
    }
}
