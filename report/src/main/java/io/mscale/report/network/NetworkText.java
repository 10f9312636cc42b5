package io.mscale.report.network;

import io.mscale.api.network.NetworkSpec;
import io.mscale.report.chart.Content.Block;
import io.mscale.report.chart.Content.Layer;
import io.mscale.report.chart.Content.Network;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A network drawn with letters, from left to right, in ASCII: it looks the same in every terminal, log and locale. Its
 * blocks stand one below the other; the last lines have the numbers of each layer.
 */
public final class NetworkText {

    private static final String NAME = "%-11s";
    private static final String ARROW = "-> ";
    private static final List<Function<Layer, String>> NUMBERS =
            List.of(layer -> Integer.toString(layer.neurons()), Layer::activation, Layer::parameters);

    private final List<Layer> layers;
    private final int rows;

    /** The row of layers that are one block. */
    private final int middle;

    private final List<StringBuilder> drawing;
    private final List<StringBuilder> numbers;

    private NetworkText(Network network) {
        layers = network.layers();
        rows = layers.stream().mapToInt(layer -> layer.blocks().size()).max().orElse(1);
        middle = (rows - 1) / 2;
        drawing = begun(IntStream.range(0, rows).mapToObj(row -> ""));
        numbers = begun(Stream.of("neurons", "activation", "parameters"));
    }

    private static List<StringBuilder> begun(Stream<String> names) {
        return names.map(name -> new StringBuilder(String.format(NAME, name))).toList();
    }

    /** The drawing, line by line. */
    public static List<String> lines(NetworkSpec network) {
        NetworkText text = new NetworkText(NetworkSketch.of(network));
        for (int i = 0; i < text.layers.size(); i++) {
            text.add(i);
        }
        Stream<String> all = Stream.of(String.format(NAME, "in all") + NetworkSketch.summary(network));
        return Stream.concat(
                        Stream.concat(text.drawing.stream(), text.numbers.stream())
                                .map(line -> line.toString().stripTrailing()),
                        all)
                .toList();
    }

    /** Adds a layer, and what leads from it to the next. */
    private void add(int index) {
        Layer layer = layers.get(index);
        List<String> below = NUMBERS.stream().map(number -> number.apply(layer)).toList();
        int width = Stream.concat(IntStream.range(0, rows).mapToObj(row -> neurons(index, row)), below.stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
        boolean isLast = index == layers.size() - 1;
        int inputs = isLast ? 0 : width(index + 1);
        for (int row = 0; row < rows; row++) {
            String neurons = neurons(index, row);
            String wire = isLast || !isWired(index, row) ? " " : "-";
            drawing.get(row).append(neurons).append(wire.repeat(width - neurons.length()));
            if (!isLast) {
                drawing.get(row).append(joint(index, row)).append(link(index + 1, row, inputs));
            }
        }
        for (int i = 0; i < below.size(); i++) {
            numbers.get(i).append(below.get(i));
            numbers.get(i)
                    .append(" ".repeat(drawing.get(0).length() - numbers.get(i).length()));
        }
    }

    /** The blocks of a layer; layers that are left out look like the one before. */
    private List<Block> blocks(int index) {
        List<Block> own = layers.get(index).blocks();
        return own.isEmpty() ? blocks(index - 1) : own;
    }

    private boolean isSplit(int index) {
        return blocks(index).size() > 1;
    }

    /** Whether a layer has neurons in a row. */
    private boolean isWired(int index, int row) {
        return isSplit(index) ? !blocks(index).get(row).isLeftOut() : row == middle;
    }

    private String neurons(int index, int row) {
        Layer layer = layers.get(index);
        if (!isWired(index, row)) {
            return isSplit(index) ? " ".repeat(neurons(index, 0).length() / 2) + ":" : "";
        }
        Block block = blocks(index).get(isSplit(index) ? row : 0);
        String number = layer.symbol().isEmpty() ? Integer.toString(block.neurons()) : layer.symbol();
        String inside = layer.blocks().isEmpty() ? "..." : number;
        return layer.isFixed() ? "(" + inside + ")" : "[" + inside + "]";
    }

    /** Where the lines from one layer part, or come together, on their way to the next. */
    private String joint(int index, int row) {
        String wire = isWired(index, row) ? "-" : " ";
        boolean isOneToOne = isSplit(index) == isSplit(index + 1);
        return isOneToOne ? "" : wire + (row == middle ? "+" : row == 0 ? "." : row == rows - 1 ? "'" : "|");
    }

    /** The arrow to a block, with what the block sees of the input. */
    private String link(int index, int row, int width) {
        if (!isWired(index, row)) {
            return " ".repeat(width);
        }
        String input = blocks(index).get(isSplit(index) ? row : 0).input();
        String seen = input.isEmpty() ? "" : "- " + input + " ";
        return seen + "-".repeat(width - ARROW.length() - seen.length()) + ARROW;
    }

    /** The width of the arrows to a layer. */
    private int width(int index) {
        int longest = blocks(index).stream()
                .mapToInt(block -> block.input().length())
                .max()
                .orElse(0);
        return longest == 0 ? ARROW.length() : longest + 3 + ARROW.length();
    }
}
