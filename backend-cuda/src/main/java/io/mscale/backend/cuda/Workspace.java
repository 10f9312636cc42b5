package io.mscale.backend.cuda;

import io.mscale.api.network.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The buffers for the passes over a batch. Samples are contiguous, and so are the rows of a neuron. */
final class Workspace {

    /**
     * The location of the gradient of a contiguous range of parameters, in parts to be summed; the kernels' struct of
     * the same name.
     *
     * @param begin the first parameter in the flat layout
     * @param end the end of the range, exclusive
     * @param offset the start of the first part within the array of all gradients
     * @param parts the number of parts
     * @param size the number of values per part
     */
    private record GradientRange(int begin, int end, int offset, int parts, int size) {

        /** The offset after the last part. */
        int behind() {
            return Math.addExact(offset, Math.multiplyExact(parts, size));
        }
    }

    /** The shape of a batch; one of values alone may have fewer samples. */
    final BatchShape shape;

    /** The batch's inputs. */
    final DeviceArray x;

    /** The batch's targets. */
    final DeviceArray y;

    /** The partial sums of z of the layer being computed. */
    final DeviceArray parts;

    /** The first layer's sums per tile of samples. */
    final DeviceArray firstSums;

    /** The contribution of each first-layer neuron to the derivative of its scale. */
    final DeviceArray scaleShares;

    /** The sums of the losses of samples per block of the loss kernel. */
    final DeviceArray losses;

    /** All gradients. */
    final DeviceArray gradient;

    /** The gradient of each layer, in parts as planned; the index after the last layer is that of the scales. */
    final List<DeviceArray> gradients = new ArrayList<>();

    /** The table that maps ranges of parameters to their gradients. */
    final DeviceArray gradientRanges;

    final int rangeCount;

    private final List<GradientRange> ranges = new ArrayList<>();
    private final List<LayerPlan> layers = new ArrayList<>();
    private final List<DeviceArray> blocks = new ArrayList<>();
    private final List<DeviceArray> values = new ArrayList<>();
    private final List<DeviceArray> slopes = new ArrayList<>();
    private final List<DeviceArray> deltas = new ArrayList<>();

    /**
     * Allocates the buffers.
     *
     * @param memory the memory to allocate from; the caller may close it after a failure
     * @param shape the shape of the largest batch
     * @param trains whether the buffers are for training, always with batches of exactly that shape
     */
    Workspace(DeviceNetwork network, DeviceMemory memory, BatchShape shape, boolean trains, int multiprocessors) {
        this.shape = shape;
        ParameterLayout layout = network.layout;
        int inputs = layout.layers().get(0).inputs();
        int outputs = layout.layers().get(layout.layers().size() - 1).outputs();
        x = memory.numbers(numbers(inputs));
        y = memory.numbers(numbers(shape.targets()));
        long mostParts = 1;
        long widest = outputs;
        ParameterLayout.Block first = layout.layers().get(0).blocks().get(0);
        addRange(0, first.biasOffset() + first.outputs(), 1);
        for (int l = 1; l < layout.layers().size(); l++) {
            LayerPlan layer = LayerPlan.of(network, l, shape, multiprocessors);
            layers.add(layer);
            blocks.add(memory.of(
                    layer.blocks().stream().mapToInt(Integer::intValue).toArray()));
            mostParts =
                    Math.max(mostParts, (long) layer.sums() * layer.forward().splits() * layer.outputs());
            if (l < layout.layers().size() - 1) {
                values.add(memory.numbers(numbers(layer.outputs())));
                slopes.add(memory.numbers(numbers(layer.outputs())));
                widest = Math.max(widest, layer.outputs());
            }
            addRange(
                    layer.offset(),
                    layer.size(),
                    layer.copies() * layer.weights().splits());
        }
        if (network.trainsScales()) {
            addRange(layout.scaleOffset(), layout.size() - layout.scaleOffset(), 1);
        }
        parts = memory.numbers(mostParts * shape.stride());
        long firstTiles = trains ? shape.tiles() : 0;
        firstSums = memory.numbers(firstTiles * (inputs + 1L) * network.firstNeurons());
        scaleShares = memory.numbers(network.firstNeurons());
        losses = memory.bytes((long) Double.BYTES * blocksOfRows(shape.samples(), outputs));
        gradient = memory.numbers(trains ? ranges.get(ranges.size() - 1).behind() : 0);
        for (int i = 0; i < 2; i++) {
            deltas.add(memory.numbers(trains ? numbers(Math.toIntExact(widest)) : 0));
        }
        int bytes = network.arithmetic.precision.bytes();
        for (GradientRange range : ranges) {
            gradients.add(gradient.from((long) range.offset() * bytes));
        }
        int firstTrained = layout.trainable().get(0).from();
        List<GradientRange> trained =
                ranges.stream().filter(range -> range.end() > firstTrained).toList();
        rangeCount = trained.size();
        gradientRanges = memory.of(trained.stream()
                .flatMapToInt(r -> IntStream.of(r.begin, r.end, r.offset, r.parts, r.size))
                .toArray());
    }

    /** Adds {@code size} parameters from {@code begin} on, with their gradient behind the others. */
    private void addRange(int begin, int size, int gradientParts) {
        int offset = ranges.isEmpty() ? 0 : ranges.get(ranges.size() - 1).behind();
        ranges.add(new GradientRange(begin, Math.addExact(begin, size), offset, gradientParts, size));
    }

    /** Returns the number of blocks that cover the samples of each of several neurons, row by row. */
    static int blocksOfRows(int samples, int neurons) {
        return Math.multiplyExact(LayerPlan.tiles(samples, Launches.THREADS), neurons);
    }

    /** Returns the size of an array with all rows of so many neurons. */
    private long numbers(int neurons) {
        return (long) neurons * shape.stride();
    }

    /** The execution plan of layer l, l from 1. */
    LayerPlan layer(int l) {
        return layers.get(l - 1);
    }

    /** The blocks of layer l, l from 1, in the kernels' format. */
    DeviceArray blocks(int l) {
        return blocks.get(l - 1);
    }

    /** The activations of hidden layer l, l from 1. */
    DeviceArray values(int l) {
        return values.get(l - 1);
    }

    /**
     * omega times the derivative of the activation in hidden layer l, l from 1; of a batch with derivatives all factors
     * that lead back through the activation.
     */
    DeviceArray slopes(int l) {
        return slopes.get(l - 1);
    }

    /** The loss's derivatives with respect to layer l's z; alternate layers share a buffer. */
    DeviceArray delta(int l) {
        return deltas.get(l % 2);
    }
}
