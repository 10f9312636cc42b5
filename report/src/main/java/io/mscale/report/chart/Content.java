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
     * @param shaded a range of x on a ground of its own
     * @param events what happened at single x
     */
    record Lines(List<Line> lines, @Nullable Range shaded, List<Event> events) implements Content {

        private static final Comparator<Line> ORDER = Comparator.comparing(Line::role)
                .thenComparing(Comparator.comparingDouble((Line line) ->
                                line.role() == Line.Role.MAIN ? line.stroke().width() : 0)
                        .reversed());

        public Lines {
            lines = List.copyOf(lines);
            events = List.copyOf(events);
        }

        /** Lines and nothing else. */
        public static Lines of(List<Line> lines) {
            return new Lines(lines, null, List.of());
        }

        /** The lines in the order in which they are drawn: of those that coincide, the wide ones first. */
        public List<Line> inOrder() {
            return lines.stream().sorted(ORDER).toList();
        }

        /** The lines that have a line of the legend each. */
        public List<Line> legend() {
            return lines.stream()
                    .filter(line -> line.role() != Line.Role.REPEAT)
                    .toList();
        }
    }

    /** A range of x. */
    record Range(double from, double to) {}

    /**
     * What happened at an x.
     *
     * @param text in words
     * @param isWorse whether it was to the worse
     */
    record Event(double x, String text, boolean isWorse) {}

    /** A distribution in each row, the first at the top; the panel's y axis has a place for each. */
    record Boxes(List<Box> boxes) implements Content {
        public Boxes {
            boxes = List.copyOf(boxes);
        }
    }

    /**
     * A distribution.
     *
     * @param name whose
     * @param stroke of all its lines
     * @param hollow whether nothing fills the box: for variants whose lines are dashed, as dashes do not show on boxes
     * @param inside the samples within Tukey's fences
     * @param outliers the others
     * @param quartiles the first, the median, the third
     * @param median the median in words
     */
    record Box(
            Name name,
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
     * Values in columns and rows, told by colours from 0 to 1; larger ones look like 1.
     *
     * @param values what they are
     * @param at the x that each column is of
     * @param edges where columns begin and, the last of them, end; one more than there are columns
     * @param columns for each column, and in it for each place of the y axis, the value; not a number if there is none
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
     * @param pixels how it looks; null where it is the same as in the panel above
     * @param least the number of the palette's first colour; empty if colours stand for no numbers
     * @param most the number of its last
     */
    record Picture(String name, @Nullable Pixels pixels, String least, String most) {}
}
