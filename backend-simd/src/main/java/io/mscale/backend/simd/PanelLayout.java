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
 * nothing                          up to the first line
 * first layer, panel by panel:     [W_0^T; b_0; 0]      [inputs + 1, rounded up x WIDTH]
 * layer l, block by block:         panel by panel W     [outputs, rounded up x WIDTH]
 *                                  b                    [outputs, rounded up]
 * trained scales:                  a                    [scales, rounded up]
 * </pre>
 *
 * <p>Every part begins at a multiple of WIDTH after {@link #start}, so that any range of parts is a whole number of vectors,
 * and of cache lines.
 */
final class PanelLayout {

    /** Panels that the forward pass computes at a time: 144 rows of h take most of a first-level cache of 32 KB. */
    static final int CHUNK = 3;

    /** The layers from the second on. */
    final List<Layer> layers = new ArrayList<>();

    /** The panels of the first layer's neurons, which the second layer's blocks read. */
    final List<Panel> firstPanels;

    /** The network's inputs, including the constant one that carries the bias. */
    final int augmentedInputs;

    /** Rows of a first-layer panel, padding included. */
    final int firstRows;

    /** Where the parameters begin, and those of the first layer, which come first. */
    final int start;

    /** The number of parameters of the first layer, padding included. */
    final int firstSize;

    /** Offset of the trained scales, or -1. */
    final int scales;

    private final NetworkSpec network;
    private final ParameterLayout flat;
    private final int[] positions;
    private final int tileRows;
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
     * @param firstTile the number of tiles of outputs that the layer's blocks before it have
     * @param bias offset of its bias among the parameters, [outputs]
     * @param forward offset of the copy of its weights for the forward pass, packed tile by tile of outputs, with
     *     {@link Kernels#WIDTH} inputs for each panel; the bias follows
     * @param tileRows outputs of a tile
     * @param sharesParameters whether an earlier block of the layer has the same parameters
     */
    record Block(
            List<Panel> panels,
            int outputs,
            int firstOutput,
            int firstTile,
            int bias,
            int forward,
            int tileRows,
            boolean sharesParameters) {

        /** Rows of its matrices, padding included. */
        int rows() {
            return padded(outputs);
        }

        /** Tiles of outputs. */
        int tiles() {
            return (outputs + tileRows - 1) / tileRows;
        }

        /** Size of a tile of the weights for the forward pass, of all panels. */
        int forwardTile() {
            return panels.size() * WIDTH * tileRows;
        }

        /** Offset of a panel's weights for the forward pass in the first tile. */
        int forward(int panel) {
            return forward + panel * WIDTH * tileRows;
        }

        /** Offset of the bias for the forward pass. */
        int forwardBias() {
            return forward + tiles() * forwardTile();
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
    record Layer(List<Block> blocks, int outputs, int rows) {

        /** Tiles of outputs of all blocks. */
        int tiles() {
            return blocks.stream().mapToInt(Block::tiles).sum();
        }
    }

    /**
     * Lays out a network's parameters.
     *
     * @param start see {@link Kernels#alignedStart}
     * @param tileRows see {@link Kernels#tileRows}
     */
    PanelLayout(NetworkSpec network, int start, int tileRows) {
        this.network = network;
        this.start = start;
        this.tileRows = tileRows;
        size = start;
        nextFirst = start;
        forwardSize = start;
        flat = ParameterLayout.of(network);
        positions = new int[flat.size()];
        augmentedInputs = network.inputs() + 1;
        firstRows = padded(augmentedInputs);
        for (ParameterLayout.Block block : flat.layers().get(1).blocks()) {
            size += groups(0, block).size() * firstRows * WIDTH;
        }
        firstSize = size - start;
        for (int l = 1; l < flat.layers().size(); l++) {
            Map<Integer, Block> withWeights = new HashMap<>();
            List<Block> blocks = new ArrayList<>();
            int rows = 0;
            int tiles = 0;
            for (ParameterLayout.Block place : flat.layers().get(l).blocks()) {
                Block block = block(l, place, tiles, withWeights.get(place.weightOffset()));
                tiles += block.tiles();
                withWeights.putIfAbsent(place.weightOffset(), block);
                blocks.add(block);
                rows = Math.max(rows, block.firstOutput() + block.rows());
            }
            layers.add(new Layer(blocks, flat.layers().get(l).outputs(), rows));
        }
        firstPanels = layers.get(0).blocks().stream()
                .flatMap(block -> block.panels().stream())
                .toList();
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

    /** The number of parameters of a panel of first-layer neurons, padding included. */
    int firstPanelSize() {
        return firstRows * WIDTH;
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

    private Block block(int l, ParameterLayout.Block place, int firstTile, @Nullable Block twin) {
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
            return new Block(
                    panels, outputs, place.firstOutput(), firstTile, twin.bias(), twin.forward(), tileRows, true);
        }
        int bias = reserve(outputs);
        for (int o = 0; o < outputs; o++) {
            positions[place.biasOffset() + o] = bias + o;
        }
        Block block = new Block(panels, outputs, place.firstOutput(), firstTile, bias, forwardSize, tileRows, false);
        forwardSize = block.forwardBias() + panels(outputs) * WIDTH;
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
