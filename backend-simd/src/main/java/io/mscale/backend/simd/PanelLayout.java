package io.mscale.backend.simd;

import static io.mscale.backend.simd.Kernels.ROWS;
import static io.mscale.backend.simd.Kernels.WIDTH;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Memory layout, shared by the arrays of parameters, their moments and their gradients, and made of panels:
 *
 * <pre>
 * first layer, panel by panel:     [W_0^T; b_0; 0]      [inputs + 1, rounded up x WIDTH]
 * layer l, block by block:         panel by panel W     [outputs, rounded up x WIDTH]
 *                                  b                    [outputs, rounded up]
 * trained scales:                  a                    [scales, rounded up]
 * </pre>
 *
 * <p>Every part begins at a multiple of WIDTH, so that any range of parts is a whole number of vectors.
 */
final class PanelLayout {

    /** Panels that the forward pass computes at a time: 144 rows of h take half of the first-level cache. */
    static final int CHUNK = 3;

    /** The layers from the second on. */
    final List<Layer> layers = new ArrayList<>();

    /** The network's inputs, including the constant one that carries the bias. */
    final int augmentedInputs;

    /** Rows of a first-layer panel, padding included. */
    final int firstRows;

    /** Parameters of the first layer, which come first. */
    final int firstSize;

    /** Offset of the trained scales, or -1. */
    final int scales;

    private final NetworkSpec network;
    private final ParameterLayout flat;
    private final int[] positions;
    private int nextFirst;
    private int size;
    private int forwardSize;

    /**
     * Up to {@link Kernels#WIDTH} neurons of one layer that have the same activation and are read by the same block of
     * the next layer: the unit of the backward pass. The neurons need not be adjacent; a panel with fewer of them is
     * padded.
     */
    static final class Panel {

        final Activation activation;

        /** Indices of the neurons in their layer. */
        final int[] neurons;

        /** Offset of the weights by which the block multiplies the neurons, a panel [outputs x neurons]. */
        final int weights;

        /** For neurons of the first layer the offset of W_0^T and b_0, a panel [inputs + 1 x neurons]; else -1. */
        final int first;

        /** The number of neurons. */
        final int size;

        private Panel(Activation activation, int[] neurons, int weights, int first) {
            this.activation = activation;
            this.neurons = neurons;
            this.weights = weights;
            this.first = first;
            size = neurons.length;
        }
    }

    /**
     * A block of a layer, which multiplies some of the layer's inputs by its own matrix.
     *
     * @param panels the inputs it reads
     * @param outputs the number of outputs it adds to
     * @param firstOutput the first of them
     * @param bias offset of its bias among the parameters, [outputs]
     * @param forward offset of the copy of its weights for the forward pass: for each panel {@link Kernels#WIDTH} rows,
     *     then one row for the bias, each {@link #rows} long
     * @param sharesParameters whether an earlier block of the layer has the same parameters
     */
    record Block(List<Panel> panels, int outputs, int firstOutput, int bias, int forward, boolean sharesParameters) {

        /** Rows of its matrices, padding included. */
        int rows() {
            return padded(outputs);
        }

        /** Offset of a panel's weights for the forward pass. */
        int forward(int panel) {
            return forward + panel * WIDTH * rows();
        }

        /** Offset of the bias for the forward pass. */
        int forwardBias() {
            return forward(panels.size());
        }

        /** The end of the chunk of panels that begins at {@code from}; only its last panel may be padded. */
        int chunkEnd(int from) {
            int end = from + 1;
            while (end < panels.size() && end < from + CHUNK && panels.get(end - 1).size == WIDTH) {
                end++;
            }
            return end;
        }
    }

    /**
     * A layer from the second on.
     *
     * @param blocks the blocks that compute its outputs
     * @param outputs the number of its outputs
     * @param rows rows of its pre-activations, including those that a block's last tile may write beyond its outputs
     */
    record Layer(List<Block> blocks, int outputs, int rows) {}

    PanelLayout(NetworkSpec network) {
        this.network = network;
        flat = ParameterLayout.of(network);
        positions = new int[flat.size()];
        augmentedInputs = network.inputs() + 1;
        firstRows = padded(augmentedInputs);
        for (ParameterLayout.Block block : flat.layers().get(1).blocks()) {
            size += groups(0, block).size() * firstRows * WIDTH;
        }
        firstSize = size;
        for (int l = 1; l < flat.layers().size(); l++) {
            Map<Integer, Block> withWeights = new HashMap<>();
            List<Block> blocks = new ArrayList<>();
            int rows = 0;
            for (ParameterLayout.Block place : flat.layers().get(l).blocks()) {
                Block block = block(l, place, withWeights.get(place.weightOffset()));
                withWeights.putIfAbsent(place.weightOffset(), block);
                blocks.add(block);
                rows = Math.max(rows, block.firstOutput() + block.rows());
            }
            layers.add(new Layer(blocks, flat.layers().get(l).outputs(), rows));
        }
        scales = flat.scaleOffset() < 0 ? -1 : reserve(network.scales().count());
        for (int i = flat.scaleOffset(); i >= 0 && i < flat.size(); i++) {
            positions[i] = scales + i - flat.scaleOffset();
        }
    }

    /** The number of panels for {@code size} neurons or samples. */
    static int panels(int size) {
        return (size + WIDTH - 1) / WIDTH;
    }

    private static int padded(int rows) {
        return (rows + ROWS - 1) / ROWS * ROWS;
    }

    /** All parameters, padding included. */
    int size() {
        return size;
    }

    /** Size of the copy of weights and biases for the forward pass. */
    int forwardSize() {
        return forwardSize;
    }

    /** The offset of parameter {@code index} of the flat layout. */
    int position(int index) {
        return positions[index];
    }

    /** The neurons that a block reads, by activation, in groups of up to WIDTH. */
    private List<Map.Entry<Activation, int[]>> groups(int hiddenLayer, ParameterLayout.Block block) {
        Map<Activation, List<Integer>> byActivation = new LinkedHashMap<>();
        int end = block.firstInput() + block.inputs();
        for (ActivationRun run : network.activationRuns(hiddenLayer)) {
            for (int neuron = Math.max(run.from(), block.firstInput()); neuron < Math.min(run.to(), end); neuron++) {
                byActivation
                        .computeIfAbsent(run.activation(), activation -> new ArrayList<>())
                        .add(neuron);
            }
        }
        List<Map.Entry<Activation, int[]>> groups = new ArrayList<>();
        byActivation.forEach((activation, neurons) -> {
            int[] all = neurons.stream().mapToInt(Integer::intValue).toArray();
            for (int from = 0; from < all.length; from += WIDTH) {
                int to = Math.min(from + WIDTH, all.length);
                groups.add(Map.entry(activation, Arrays.copyOfRange(all, from, to)));
            }
        });
        return groups;
    }

    private Block block(int l, ParameterLayout.Block place, @Nullable Block twin) {
        int outputs = place.outputs();
        List<Panel> panels = new ArrayList<>();
        for (Map.Entry<Activation, int[]> group : groups(l - 1, place)) {
            int[] neurons = group.getValue();
            int weights = twin == null
                    ? reserve(padded(outputs) * WIDTH)
                    : twin.panels().get(panels.size()).weights;
            int first = l == 1 ? nextFirst : -1;
            panels.add(new Panel(group.getKey(), neurons, weights, first));
            for (int c = 0; c < neurons.length; c++) {
                int matrix = place.weightOffset() + neurons[c] - place.firstInput();
                for (int o = 0; o < outputs; o++) {
                    positions[matrix + o * place.inputs()] = weights + c + o * WIDTH;
                }
                if (l == 1) {
                    placeFirst(neurons[c], first + c);
                }
            }
            nextFirst += firstRows * WIDTH;
        }
        if (twin != null) {
            return new Block(panels, outputs, place.firstOutput(), twin.bias(), twin.forward(), true);
        }
        int bias = reserve(outputs);
        for (int o = 0; o < outputs; o++) {
            positions[place.biasOffset() + o] = bias + o;
        }
        Block block = new Block(panels, outputs, place.firstOutput(), bias, forwardSize, false);
        forwardSize = block.forwardBias() + block.rows();
        return block;
    }

    /** Places the weights and the bias of a neuron of the first layer: a column of a panel. */
    private void placeFirst(int neuron, int column) {
        ParameterLayout.Block first = flat.layers().get(0).blocks().get(0);
        for (int i = 0; i < network.inputs(); i++) {
            positions[first.weightOffset() + neuron * network.inputs() + i] = column + i * WIDTH;
        }
        positions[first.biasOffset() + neuron] = column + network.inputs() * WIDTH;
    }

    private int reserve(int count) {
        int offset = size;
        size = Math.addExact(size, panels(count) * WIDTH);
        return offset;
    }
}
