package io.mscale.report.svg;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Content.Block;
import io.mscale.report.chart.Content.Layer;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Palette;
import io.mscale.report.chart.Stroke;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Draws networks one below the other, each from left to right: layers as bars, blocks in the colour of their scale, and
 * the numbers of each layer below it.
 */
final class NetworkDrawing {

    private static final double WIDTH = 900;
    private static final double LEFT = 20;
    private static final double FIRST_ROW = 74;
    private static final double HEADING = 9;
    private static final double GAP = 46;

    /** Where the middle of the first and of the last layer stands. */
    private static final double INPUT = 130;

    private static final double OUTPUT = 850;

    /** Room on the left of the first hidden layer for what its blocks see of the input. */
    private static final double INPUTS = 30;

    /** Height of a row of blocks, and of the tallest of them. */
    private static final double ROW = 27;

    private static final double TALLEST = 23;
    private static final double SHORTEST = 7;

    /** Height of the widest layer that is one block. */
    private static final double ALONE = 112;

    private static final double BAR = 38;
    private static final double NODE = 11;
    private static final double NUMBER = 16;

    /** The ends of the palette are hard to see in pale links, one on white and the other in the dark. */
    private static final double DARKEST = 0.12;

    private static final double BRIGHTEST = 0.92;

    private static final String NEUTRAL = "#8a94a0";
    private static final Stroke FIXED = new Stroke("#666666", 1.4, List.of(3, 2));
    private static final Stroke DOTS = Stroke.dots("#666666");

    private final Svg svg;
    private final List<Layer> layers;
    private final int rows;
    private final int widest;
    private final int widestInRow;
    private final double top;

    private NetworkDrawing(Svg svg, Content.Network network, double top) {
        this.svg = svg;
        this.top = top;
        layers = network.layers();
        rows = rows(network);
        widest = hidden().mapToInt(Layer::neurons).max().orElse(1);
        widestInRow = hidden().filter(layer -> layer.blocks().size() > 1)
                .flatMap(layer -> layer.blocks().stream())
                .mapToInt(Block::neurons)
                .max()
                .orElse(1);
    }

    static String svg(Chart chart, List<Chart.Panel> panels) {
        double height = FIRST_ROW;
        for (Chart.Panel panel : panels) {
            height += height(network(panel)) + 3 * NUMBER + GAP;
        }
        List<String> note = TextStyle.NOTE.lines(chart.note(), WIDTH - 2 * LEFT);
        Svg svg = Drawing.open(chart, WIDTH, height - 10 + note.size() * Drawing.NOTE_LINE, LEFT);
        double top = FIRST_ROW;
        for (Chart.Panel panel : panels) {
            String heading = TextStyle.HEADING.fit(panel.heading(), WIDTH - 2 * LEFT);
            svg.text(LEFT, top - HEADING, heading, TextStyle.HEADING);
            new NetworkDrawing(svg, network(panel), top).draw();
            top += height(network(panel)) + 3 * NUMBER + GAP;
        }
        Drawing.note(svg, note, LEFT, top - 20);
        return svg.document();
    }

    private static Content.Network network(Chart.Panel panel) {
        return (Content.Network) panel.content();
    }

    /** The hidden layers that are shown. */
    private Stream<Layer> hidden() {
        return layers.subList(1, layers.size() - 1).stream()
                .filter(layer -> !layer.blocks().isEmpty());
    }

    private static int rows(Content.Network network) {
        return network.layers().stream()
                .mapToInt(layer -> layer.blocks().size())
                .max()
                .orElse(1);
    }

    private static double height(Content.Network network) {
        return Math.max(ALONE, rows(network) * ROW) + 8;
    }

    private void draw() {
        for (int i = 1; i < layers.size(); i++) {
            links(i);
        }
        for (int i = 0; i < layers.size(); i++) {
            layer(i);
        }
        double y = bottom() + NUMBER;
        numbers(
                "neurons",
                y,
                layers.stream().map(layer -> Integer.toString(layer.neurons())).toList());
        numbers("activation", y + NUMBER, layers.stream().map(Layer::activation).toList());
        numbers(
                "parameters",
                y + 2 * NUMBER,
                layers.stream().map(Layer::parameters).toList());
    }

    private double bottom() {
        return top + Math.max(ALONE, rows * ROW) + 8;
    }

    private void numbers(String name, double y, List<String> texts) {
        svg.text(LEFT, y, name, TextStyle.NOTE);
        double room = (OUTPUT - INPUT) / layers.size();
        for (int i = 0; i < layers.size(); i++) {
            if (!texts.get(i).isEmpty()) {
                svg.text(middleX(i), y, TextStyle.TICK.fit(texts.get(i), room), TextStyle.TICK);
            }
        }
    }

    private double middleX(int index) {
        double distance = (OUTPUT - INPUT - INPUTS) / (layers.size() - 1);
        return INPUT + (index == 0 ? 0 : INPUTS) + index * distance;
    }

    private double middleY() {
        return (top + bottom()) / 2;
    }

    /** The place of a block. Areas grow with the square root of the neurons: a tenth of them is still seen. */
    private Area area(int index, int row) {
        Layer layer = layers.get(index);
        boolean isAlone = layer.blocks().size() <= 1;
        double y = isAlone ? middleY() : middleY() + (row - (rows - 1) / 2.0) * ROW;
        int neurons = layer.blocks().isEmpty() ? 0 : layer.blocks().get(row).neurons();
        double height = isAlone
                ? ALONE * Math.sqrt((double) neurons / widest)
                : TALLEST * Math.sqrt((double) neurons / widestInRow);
        double width = BAR;
        if (isEnd(index)) {
            height = 2 * NODE;
            width = 2 * NODE;
        }
        double drawn = Math.max(isAlone ? 2 * NODE : SHORTEST, height);
        return new Area(middleX(index) - width / 2, y - drawn / 2, width, drawn);
    }

    private boolean isEnd(int index) {
        return index == 0 || index == layers.size() - 1;
    }

    private void layer(int index) {
        Layer layer = layers.get(index);
        if (layer.blocks().isEmpty()) {
            dots(middleX(index), middleY(), 5, 0);
            return;
        }
        for (int row = 0; row < layer.blocks().size(); row++) {
            Block block = layer.blocks().get(row);
            Area area = area(index, row);
            if (isEnd(index)) {
                svg.circle(new Line.Point(area.middleX(), area.middleY()), NODE, "#ffffff", Svg.FRAME);
                svg.text(area.middleX(), area.middleY() + 4, layer.symbol(), TextStyle.AXIS);
            } else if (block.isLeftOut()) {
                dots(area.middleX(), area.middleY(), 0, 5);
            } else {
                block(layer, block, area);
            }
        }
    }

    private void block(Layer layer, Block block, Area area) {
        svg.fill(area, colour(block));
        if (layer.isFixed()) {
            svg.fill(new Area(area.left() + 4, area.top() + 4, area.width() - 8, area.height() - 8), "#ffffff");
        }
        svg.frame(area, layer.isFixed() ? FIXED : Svg.FRAME);
        if (layer.blocks().size() > 1) {
            svg.text(area.right() + 5, area.middleY() + 4, Integer.toString(block.neurons()), TextStyle.NOTE);
        }
        if (!block.input().isEmpty()) {
            svg.text(area.left() - 6, area.middleY() + 4, block.input(), TextStyle.TICK.at("end"));
        }
    }

    private void dots(double x, double y, double right, double down) {
        for (int i = -1; i <= 1; i++) {
            Plot.dot(svg, new Line.Point(x + i * right, y + i * down), DOTS);
        }
    }

    private static String colour(Block block) {
        return Double.isNaN(block.scale())
                ? NEUTRAL
                : Palette.VIRIDIS.text(DARKEST + block.scale() * (BRIGHTEST - DARKEST));
    }

    /** What leads to a layer from the one before: from each block to the one beside it, or from all to all. */
    private void links(int index) {
        Layer before = layers.get(index - 1);
        Layer layer = layers.get(index);
        boolean isOneToOne = before.blocks().size() > 1 && layer.blocks().size() > 1;
        for (int from = 0; from < before.blocks().size(); from++) {
            for (int to = 0; to < layer.blocks().size(); to++) {
                Block left = before.blocks().get(from);
                Block right = layer.blocks().get(to);
                if ((!isOneToOne || from == to) && !left.isLeftOut() && !right.isLeftOut()) {
                    link(area(index - 1, from), area(index, to), Double.isNaN(right.scale()) ? left : right);
                }
            }
        }
    }

    private void link(Area from, Area to, Block coloured) {
        List<Line.Point> outline = new ArrayList<>();
        outline.add(new Line.Point(from.right(), from.top()));
        outline.add(new Line.Point(to.left(), to.top()));
        outline.add(new Line.Point(to.left(), to.bottom()));
        outline.add(new Line.Point(from.right(), from.bottom()));
        svg.shade(outline, colour(coloured));
    }
}
