package io.mscale.report.chart;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is drawn between the axes of a panel. */
public sealed interface Content {

    /**
     * Lines.
     *
     * @param lines in the order of the legend
     */
    record Lines(List<Line> lines, Line.@Nullable Interval shaded, List<Event> events) implements Content {

        public Lines {
            lines = List.copyOf(lines);
            events = List.copyOf(events);
        }

        public static Lines of(List<Line> lines) {
            return new Lines(lines, null, List.of());
        }

        /** The lines in drawing order: of coinciding lines the widest comes first. */
        public List<Line> inOrder() {
            Comparator<Line> byRole = Comparator.comparing(Line::role);
            return lines.stream()
                    .sorted(byRole.thenComparingDouble(line ->
                            line.role() == Line.Role.MAIN ? -line.stroke().width() : 0))
                    .toList();
        }

        public List<Line> legend() {
            return lines.stream()
                    .filter(line -> line.role() != Line.Role.REPEAT)
                    .toList();
        }
    }

    /** An event at an x. The page's script reads it by its components' names. */
    record Event(double x, String text, boolean worse) {}

    /** Distributions in rows, the first at the top; the panel's y axis has a place for each. */
    record Boxes(List<Box> boxes) implements Content {

        public Boxes {
            boxes = List.copyOf(boxes);
        }
    }

    /**
     * A distribution.
     *
     * @param stroke the stroke of all its lines
     * @param hollow whether the box is unfilled; marks variants whose lines are dashed, as dashes do not show on
     *     boxes
     * @param inside the samples within Tukey's fences
     * @param outliers the others
     * @param quartiles first quartile, median, third quartile
     * @param median the median as text
     */
    record Box(
            Line.Name name,
            Stroke stroke,
            boolean hollow,
            List<Double> inside,
            List<Double> outliers,
            List<Double> quartiles,
            String median) {

        public Box {
            inside = List.copyOf(inside);
            outliers = List.copyOf(outliers);
            quartiles = List.copyOf(quartiles);
        }
    }

    /**
     * Values in columns and rows, shown as colours for 0 to 1; larger values look like 1.
     *
     * @param values the quantity shown
     * @param at the x of each column
     * @param edges the left edge of each column and the right edge of the last; one more than there are columns
     * @param columns for each column a value for each place of the y axis; NaN where there is none
     */
    record HeatMap(String values, List<Double> at, List<Double> edges, List<List<Double>> columns) implements Content {

        public HeatMap {
            at = List.copyOf(at);
            edges = List.copyOf(edges);
            columns = List.copyOf(columns);
        }
    }

    /** Pictures side by side; the panel has no axes. */
    record Pictures(List<Picture> pictures) implements Content {

        public Pictures {
            pictures = List.copyOf(pictures);
        }
    }

    /**
     * A picture.
     *
     * @param name what it shows
     * @param pixels its pixels; null where they are the same as in the panel above
     * @param least the value of the palette's first colour; empty if colours do not stand for numbers
     * @param most the value of its last colour
     */
    record Picture(String name, @Nullable Pixels pixels, String least, String most) {}
}
