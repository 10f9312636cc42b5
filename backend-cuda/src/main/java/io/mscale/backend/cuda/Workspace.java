package io.mscale.backend.cuda;

import io.mscale.api.network.ParameterLayout;
import java.util.ArrayList;
import java.util.List;

/** The buffers for the passes over a batch. Samples are contiguous: [rows x samples]. */
final class Workspace {

    private final int capacity;
    private final int stride;
    private final List<LayerPlan> layers = new ArrayList<>();
    private final List<DeviceArray> blocks = new ArrayList<>();
    private final List<DeviceArray> values = new ArrayList<>();
    private final List<DeviceArray> slopes = new ArrayList<>();
    private final List<DeviceArray> deltas = new ArrayList<>();
    private final List<DeviceArray> gradients = new ArrayList<>();
    private final DeviceArray x;
    private final DeviceArray y;
    private final DeviceArray parts;
    private final DeviceArray firstSums;
    private final DeviceArray scaleShares;
    private final DeviceArray squares;
    private final DeviceArray gradient;
    private final DeviceArray gradientRanges;
    private final int rangeCount;

    /**
     * Allocates the buffers.
     *
     * @param network the network
     * @param memory the memory to allocate from; the caller may close it after a failure
     * @param capacity the maximum number of samples in a batch
     * @param trains whether the buffers are for training, always with exactly {@code capacity} samples
     * @param multiprocessors the number of multiprocessors of the GPU
     */
    Workspace(DeviceNetwork network, DeviceMemory memory, int capacity, boolean trains, int multiprocessors) {
        this.capacity = capacity;
        stride = Math.multiplyExact(tiles(capacity), LayerPlan.TILE_ROWS);
        ParameterLayout layout = network.layout();
        int inputs = layout.layers().get(0).inputs();
        int outputs = layout.layers().get(layout.layers().size() - 1).outputs();
        x = memory.numbers(rows(inputs));
        y = memory.numbers(rows(outputs));
        long mostParts = 1;
        long widest = outputs;
        List<GradientRange> ranges = new ArrayList<>();
        ranges.add(GradientRange.behind(ranges, 0, firstSize(network), 1));
        for (int l = 1; l < layout.layers().size(); l++) {
            LayerPlan layer = LayerPlan.of(
                    layout.layers().get(l), network.source(l), network.arithmetic(), capacity, multiprocessors);
            layers.add(layer);
            blocks.add(memory.of(array(layer.blocks())));
            mostParts =
                    Math.max(mostParts, (long) layer.sums() * layer.forward().splits() * layer.outputs());
            if (l < layout.layers().size() - 1) {
                values.add(memory.numbers(rows(layer.outputs())));
                slopes.add(memory.numbers(rows(layer.outputs())));
                widest = Math.max(widest, layer.outputs());
            }
            int gradientParts = layer.copies() * layer.weights().splits();
            ranges.add(GradientRange.behind(ranges, layer.offset(), layer.size(), gradientParts));
        }
        if (network.trainsScales()) {
            int scales = layout.size() - layout.scaleOffset();
            ranges.add(GradientRange.behind(ranges, layout.scaleOffset(), scales, 1));
        }
        parts = memory.numbers(mostParts * stride);
        long firstTiles = trains ? tiles(capacity) : 0;
        firstSums = memory.numbers(firstTiles * (inputs + 1L) * network.firstNeurons());
        scaleShares = memory.numbers(network.firstNeurons());
        squares = memory.bytes((long) Double.BYTES * Math.multiplyExact(blocksOfRow(capacity), outputs));
        gradient = memory.numbers(trains ? ranges.get(ranges.size() - 1).behind() : 0);
        for (int i = 0; i < 2; i++) {
            deltas.add(memory.numbers(trains ? rows(Math.toIntExact(widest)) : 0));
        }
        int bytes = network.arithmetic().precision().bytes();
        for (GradientRange range : ranges) {
            gradients.add(gradient.from((long) range.offset() * bytes));
        }
        int firstTrained = layout.trainable().get(0).from();
        List<GradientRange> trained =
                ranges.stream().filter(range -> range.end() > firstTrained).toList();
        rangeCount = trained.size();
        gradientRanges = memory.of(
                array(trained.stream().flatMap(range -> range.ints().stream()).toList()));
    }

    private static int firstSize(DeviceNetwork network) {
        ParameterLayout.Block first = network.layout().layers().get(0).blocks().get(0);
        return first.biasOffset() + first.outputs();
    }

    /** Returns the number of blocks of 256 threads that cover a row of samples. */
    static int blocksOfRow(int samples) {
        return LayerPlan.tiles(samples, 256);
    }

    /** Returns the number of tiles that cover the samples. */
    static int tiles(int samples) {
        return LayerPlan.tiles(samples, LayerPlan.TILE_ROWS);
    }

    private long rows(int count) {
        return (long) count * stride;
    }

    private static int[] array(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The maximum number of samples in a batch. */
    int capacity() {
        return capacity;
    }

    /** The distance between rows, a whole number of tiles. */
    int stride() {
        return stride;
    }

    /** The execution plan of layer l, l from 1. */
    LayerPlan layer(int l) {
        return layers.get(l - 1);
    }

    /** The blocks of layer l, l from 1, in the kernels' format. */
    DeviceArray blocks(int l) {
        return blocks.get(l - 1);
    }

    /** The batch's inputs. */
    DeviceArray x() {
        return x;
    }

    /** The batch's targets. */
    DeviceArray y() {
        return y;
    }

    /** The partial sums of z of the layer being computed. */
    DeviceArray parts() {
        return parts;
    }

    /** The activations of hidden layer l, l from 1. */
    DeviceArray values(int l) {
        return values.get(l - 1);
    }

    /** omega times the derivative of the activation in hidden layer l, l from 1. */
    DeviceArray slopes(int l) {
        return slopes.get(l - 1);
    }

    /** The loss's derivatives with respect to layer l's z; alternate layers share a buffer. */
    DeviceArray delta(int l) {
        return deltas.get(l % 2);
    }

    /** The gradient of layer l, l from 0, in parts as planned; the index after the last layer is that of the scales. */
    DeviceArray gradient(int l) {
        return gradients.get(l);
    }

    /** All gradients. */
    DeviceArray gradient() {
        return gradient;
    }

    /** The table that maps ranges of parameters to their gradients. */
    DeviceArray gradientRanges() {
        return gradientRanges;
    }

    int rangeCount() {
        return rangeCount;
    }

    /** The first layer's sums per tile of samples. */
    DeviceArray firstSums() {
        return firstSums;
    }

    /** The contribution of each first-layer neuron to the derivative of its scale. */
    DeviceArray scaleShares() {
        return scaleShares;
    }

    /** The sums of squared errors per block of the loss kernel. */
    DeviceArray squares() {
        return squares;
    }
}
