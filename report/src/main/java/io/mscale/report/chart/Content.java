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
     * @param beyond points that are outside the y axis, which ends before them so that it shows the others
     */
    record Lines(List<Line> lines, Line.@Nullable Interval shaded, List<Event> events, List<Line.Point> beyond)
            implements Content {

        public Lines {
            lines = List.copyOf(lines);
            events = List.copyOf(events);
            beyond = List.copyOf(beyond);
        }

        public static Lines of(List<Line> lines) {
            return of(lines, null);
        }

        public static Lines of(List<Line> lines, Line.@Nullable Interval shaded) {
            return new Lines(lines, shaded, List.of(), List.of());
        }

        /** Lines with events, some of whose points may be outside the y axis. */
        public static Lines of(List<Line> lines, List<Event> events, List<Line.Point> beyond) {
            return new Lines(lines, null, events, beyond);
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

    /**
     * An event at an x.
     *
     * @param worse whether it is one for the worse; null if it is only to be known
     */
    record Event(double x, String text, @Nullable Boolean worse, Mark mark) {

        /** How an event is marked. */
        public enum Mark {
            /** A line between this x and the one before it: something is different from here on. */
            FROM_HERE,
            /** A line through the x. */
            HERE,
            /** A cross on the axis: there is no value. */
            ON_AXIS,
            /** Nothing is drawn: it is told where it is asked for. */
            TOLD
        }
    }

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
     * @param dots points that are marked on it, from 0 to 1 to the right of its left edge and below its upper edge
     */
    record Picture(String name, @Nullable Pixels pixels, String least, String most, List<Line.Point> dots) {

        public Picture {
            dots = List.copyOf(dots);
        }
    }

    /**
     * A network, layer by layer from its input to its output; the panel has no axes.
     *
     * @param layers the input, the hidden layers and the output; hidden layers that are left out stand as one without
     *     blocks
     */
    record Network(List<Layer> layers) implements Content {

        public Network {
            layers = List.copyOf(layers);
        }
    }

    /**
     * A layer of neurons.
     *
     * @param symbol what inputs and outputs are called; empty for hidden layers
     * @param neurons their number, in all blocks
     * @param activation what they compute, or how many layers are left out; empty for inputs
     * @param parameters the parameters that lead into them; empty for inputs
     * @param isFixed whether these are not trained
     * @param blocks their blocks; all layers with more than one have as many
     */
    record Layer(
            String symbol, int neurons, String activation, String parameters, boolean isFixed, List<Block> blocks) {

        public Layer {
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * A block of a layer's neurons. It sees the block beside it of the layer before, or all of them if it is alone.
     *
     * @param neurons their number; 0 if this stands for blocks that are left out
     * @param input what it sees of the network's input; empty if that goes without saying
     * @param scale the place of its scale among all, from 0 for the smallest to 1 for the largest; NaN if it has none
     */
    record Block(int neurons, String input, double scale) {

        /** Stands for blocks that are left out. */
        public static final Block LEFT_OUT = new Block(0, "", Double.NaN);

        /** A block that sees all of the layer before. */
        public static Block of(int neurons) {
            return new Block(neurons, "", Double.NaN);
        }

        public boolean isLeftOut() {
            return neurons == 0;
        }
    }
}
