package io.mscale.backend.simd;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import java.util.ArrayList;
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

    private final ParameterLayout flat;
    private final int inputs;
    private final List<PanelLayer> layers = new ArrayList<>();
    private final int[] positions;
    private final int scales;
    private final int firstSize;
    private int size;
    private int forwardSize;

    PanelLayout(NetworkSpec network) {
        flat = ParameterLayout.of(network);
        inputs = network.inputs();
        positions = new int[flat.size()];
        int firstPanels = 0;
        for (ParameterLayout.Block block : flat.layers().get(1).blocks()) {
            firstPanels += groups(network, 0, block).size();
        }
        firstSize = firstPanels * firstRows() * Panels.WIDTH;
        size = firstSize;
        int next = 0;
        for (int l = 1; l < flat.layers().size(); l++) {
            Map<Integer, PanelBlock> withWeights = new HashMap<>();
            List<PanelBlock> blocks = new ArrayList<>();
            for (ParameterLayout.Block block : flat.layers().get(l).blocks()) {
                @Nullable PanelBlock twin = withWeights.get(block.weightOffset());
                PanelBlock laidOut = block(groups(network, l - 1, block), block, l == 1 ? next : -1, twin);
                next += l == 1 ? laidOut.panels().size() : 0;
                withWeights.putIfAbsent(block.weightOffset(), laidOut);
                blocks.add(laidOut);
            }
            layers.add(new PanelLayer(blocks, flat.layers().get(l).outputs()));
        }
        scales = flat.scaleOffset() < 0 ? -1 : reserve(network.scales().count());
        for (int i = flat.scaleOffset(); i >= 0 && i < flat.size(); i++) {
            positions[i] = scales + i - flat.scaleOffset();
        }
    }

    /** The layers from the second on. */
    List<PanelLayer> layers() {
        return layers;
    }

    /** The network's inputs, including the constant one that carries the bias. */
    int augmentedInputs() {
        return inputs + 1;
    }

    /** Rows of a first-layer panel, padding included. */
    int firstRows() {
        return Panels.rows(inputs + 1);
    }

    /** Parameters of the first layer, which come first. */
    int firstSize() {
        return firstSize;
    }

    /** Offset of the trained scales, or -1. */
    int scales() {
        return scales;
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
    private static List<Map.Entry<Activation, int[]>> groups(
            NetworkSpec network, int hiddenLayer, ParameterLayout.Block block) {
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
            for (int from = 0; from < neurons.size(); from += Panels.WIDTH) {
                groups.add(Map.entry(
                        activation,
                        neurons.subList(from, Math.min(from + Panels.WIDTH, neurons.size())).stream()
                                .mapToInt(Integer::intValue)
                                .toArray()));
            }
        });
        return groups;
    }

    private PanelBlock block(
            List<Map.Entry<Activation, int[]>> groups,
            ParameterLayout.Block block,
            int firstPanel,
            @Nullable PanelBlock twin) {
        List<Panel> panels = new ArrayList<>();
        int panelSize = Panels.rows(block.outputs()) * Panels.WIDTH;
        for (int p = 0; p < groups.size(); p++) {
            int[] neurons = groups.get(p).getValue();
            int weights =
                    twin == null ? reserve(panelSize) : twin.panels().get(p).weights();
            int first = firstPanel < 0 ? -1 : (firstPanel + p) * firstRows() * Panels.WIDTH;
            panels.add(new Panel(groups.get(p).getKey(), neurons, weights, first));
            for (int c = 0; c < neurons.length; c++) {
                place(block, neurons[c], weights + c);
                if (first >= 0) {
                    placeFirst(neurons[c], first + c);
                }
            }
        }
        if (twin != null) {
            return new PanelBlock(panels, block.outputs(), block.firstOutput(), twin.bias(), twin.forward(), true);
        }
        int bias = reserve(block.outputs());
        for (int o = 0; o < block.outputs(); o++) {
            positions[block.biasOffset() + o] = bias + o;
        }
        int forward = forwardSize;
        forwardSize += (groups.size() * Panels.WIDTH + 1) * Panels.rows(block.outputs());
        return new PanelBlock(panels, block.outputs(), block.firstOutput(), bias, forward, false);
    }

    /** Places the weights by which a block multiplies a neuron: a column of a panel. */
    private void place(ParameterLayout.Block block, int neuron, int column) {
        for (int o = 0; o < block.outputs(); o++) {
            positions[block.weightOffset() + o * block.inputs() + neuron - block.firstInput()] =
                    column + o * Panels.WIDTH;
        }
    }

    /** Places the weights and the bias of a neuron of the first layer: a column of a panel. */
    private void placeFirst(int neuron, int column) {
        ParameterLayout.Block first = flat.layers().get(0).blocks().get(0);
        for (int i = 0; i < inputs; i++) {
            positions[first.weightOffset() + neuron * inputs + i] = column + i * Panels.WIDTH;
        }
        positions[first.biasOffset() + neuron] = column + inputs * Panels.WIDTH;
    }

    private int reserve(int count) {
        int offset = size;
        size = Math.addExact(size, Panels.count(count) * Panels.WIDTH);
        return offset;
    }
}
