package io.mscale.report.network;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Structure;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Content.Block;
import io.mscale.report.chart.Content.Layer;
import io.mscale.report.chart.Content.Network;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a drawing shows of a network, as in fig. 1.2 of the chapter: all of it is read off the specification and its
 * {@link ParameterLayout}. Of many blocks the first and the last are shown, and of many layers.
 */
public final class NetworkSketch {

    /** With more blocks, or hidden layers, only the first and the last are shown. */
    private static final int MOST = 6;

    /** How many are shown at the beginning when some are left out. */
    private static final int FIRST = 3;

    private static final MathContext DIGITS = new MathContext(3);

    /** Whole numbers below this are written with all their digits. */
    private static final double EXACT = 1e6;

    private final NetworkSpec spec;
    private final ParameterLayout layout;
    private final double[] scales;

    private NetworkSketch(NetworkSpec spec) {
        this.spec = spec;
        this.layout = ParameterLayout.of(spec);
        this.scales = spec.scales().values();
    }

    /** What a drawing shows of a network. */
    public static Network of(NetworkSpec spec) {
        return new NetworkSketch(spec).network();
    }

    /** A network's scales and trained parameters in words, such as {@code 200 scales, 122401 parameters}. */
    public static String summary(NetworkSpec spec) {
        int count = spec.scales().count();
        String of =
                switch (spec.firstLayer()) {
                    case GAUSSIAN_FEATURES -> "sigma";
                    case OCTAVE_FEATURES -> "octave";
                    case TRAINED -> spec.structure() == Structure.SUBNETS ? "subnetwork" : "scale";
                    case TRAINED_SCALES -> spec.structure() == Structure.SUBNETS ? "subnetwork" : "trained scale";
                };
        return count + " " + of + (count == 1 ? "" : "s") + ", "
                + ParameterLayout.of(spec).trainableSize() + " trained parameters";
    }

    private Network network() {
        int hidden = spec.hiddenWidths().size();
        List<Layer> layers = new ArrayList<>();
        layers.add(input());
        if (hidden <= MOST) {
            IntStream.range(0, hidden).mapToObj(this::hidden).forEach(layers::add);
        } else {
            IntStream.range(0, FIRST).mapToObj(this::hidden).forEach(layers::add);
            layers.add(leftOut(FIRST, hidden - 1));
            layers.add(hidden(hidden - 1));
        }
        layers.add(output());
        return new Network(layers);
    }

    /** Fixed features see the input scaled to [-1, 1], which is called u. */
    private Layer input() {
        String symbol = spec.firstLayer().isFrozen() ? "u" : "x";
        return new Layer(symbol, spec.inputs(), "", "", false, List.of(Block.of(spec.inputs())));
    }

    private Layer output() {
        ParameterLayout.Layer last = layout.layers().get(layout.layers().size() - 1);
        boolean isSum = spec.structure() == Structure.SUBNETS && last.blocks().size() > 1;
        return new Layer(
                "y",
                spec.outputs(),
                isSum ? "sum" : "linear",
                Integer.toString(parameters(last)),
                false,
                List.of(Block.of(spec.outputs())));
    }

    private Layer hidden(int index) {
        ParameterLayout.Layer layer = layout.layers().get(index);
        boolean isFixed = index == 0 && spec.firstLayer().isFrozen();
        return new Layer(
                "", layer.outputs(), activation(index), parameters(index, isFixed), isFixed, blocks(index));
    }

    /** What stands for the hidden layers between two that are shown. */
    private Layer leftOut(int from, int to) {
        List<ParameterLayout.Layer> all = layout.layers().subList(from, to);
        return new Layer(
                "",
                all.stream().mapToInt(ParameterLayout.Layer::outputs).sum(),
                to - from + " layers",
                Integer.toString(all.stream().mapToInt(NetworkSketch::parameters).sum()),
                false,
                List.of());
    }

    private String activation(int index) {
        if (index == 0 && spec.firstLayer().isFrozen()) {
            return "sin, cos";
        }
        String id = spec.activationOf(index).id();
        return spec.omega() == 1 ? id : id + "(" + text(spec.omega()) + " z)";
    }

    private String parameters(int index, boolean isFixed) {
        ParameterLayout.Layer layer = layout.layers().get(index);
        int count = parameters(layer) + (index == 0 && spec.firstLayer().trainsScales() ? scales.length : 0);
        boolean isShared = index > 0 && spec.structure() == Structure.SHARED_TRUNK && scales.length > 1;
        return count + (isFixed ? " fixed" : isShared ? " shared" : "");
    }

    /** The parameters of a layer; those that blocks share count once. */
    private static int parameters(ParameterLayout.Layer layer) {
        return layer.blocks().stream()
                .collect(Collectors.toMap(
                        ParameterLayout.Block::weightOffset,
                        block -> block.weights() + block.outputs(),
                        (one, same) -> one))
                .values()
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private List<Block> blocks(int index) {
        // The layout joins the first layer's blocks, which differ in their scales only.
        List<Integer> sizes = index == 0
                ? spec.scaleBlockSizes()
                : layout.layers().get(index).blocks().stream()
                        .map(ParameterLayout.Block::outputs)
                        .toList();
        int count = sizes.size();
        if (count == 1) {
            return List.of(new Block(sizes.get(0), index == 0 ? seen(0) : "", Double.NaN));
        }
        // Blocks of one trunk have the same weights, whatever scale they work for.
        boolean hasScale = index == 0 || spec.structure() != Structure.SHARED_TRUNK;
        Stream<Integer> shown = count <= MOST
                ? IntStream.range(0, count).boxed()
                : Stream.concat(IntStream.range(0, FIRST).boxed(), Stream.of(-1, count - 1));
        return shown.map(i -> i < 0
                        ? Block.LEFT_OUT
                        : new Block(sizes.get(i), index == 0 ? seen(i) : "", hasScale ? place(i) : Double.NaN))
                .toList();
    }

    /** What the i-th block of the first layer sees of the input. */
    private String seen(int i) {
        String scale = text(scales[i]);
        return switch (spec.firstLayer()) {
            case GAUSSIAN_FEATURES -> "sigma " + scale;
            case OCTAVE_FEATURES -> (scales[i] == 1 ? "" : scale + " ") + "pi u";
            case TRAINED, TRAINED_SCALES -> scales.length == 1 && scales[i] == 1 ? "" : scale + " x";
        };
    }

    /** Where the i-th scale lies between the smallest and the largest, on a logarithmic scale. */
    private double place(int i) {
        double[] sizes = Arrays.stream(scales).map(Math::abs).toArray();
        List<Double> all = Arrays.stream(sizes).boxed().toList();
        double least = Collections.min(all);
        double most = Collections.max(all);
        double place = StrictMath.log(sizes[i] / least) / StrictMath.log(most / least);
        return Double.isFinite(place) ? place : 0.5;
    }

    private static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            return Long.toString((long) value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return Math.abs(value) >= EXACT || Math.abs(value) < 1e-3 ? rounded.toString() : rounded.toPlainString();
    }
}
