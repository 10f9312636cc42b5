package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.ParameterLayout.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * One value per parameter (the parameters or a gradient): a flat tensor in {@link ParameterOrder}, and views that share
 * its memory. In lists, the entries of a branch are consecutive.
 */
final class FlatParameters {

    private final ParameterLayout layout;
    private final NDArray flat;
    private final List<NDArray> firstWeights = new ArrayList<>();
    private final List<NDArray> firstBiases = new ArrayList<>();
    private final List<NDArray> weights = new ArrayList<>();
    private final List<NDArray> biases = new ArrayList<>();

    /** Creates zeros and their views, owned by {@code manager}. */
    FlatParameters(NDManager manager, ParameterLayout layout, List<Branch> branches, DataType type) {
        this.layout = layout;
        flat = manager.zeros(new Shape(layout.size()), type);
        Block first = layout.layers().get(0).blocks().get(0);
        for (Branch branch : branches) {
            int neuron = branch.firstNeurons().get(0);
            int width = branch.widths().get(0);
            firstWeights.add(view(first.weightOffset() + neuron * first.inputs(), branch.shape(width, first.inputs())));
            firstBiases.add(view(first.biasOffset() + neuron, branch.shape(width)));
            for (Block block : branch.blocks()) {
                weights.add(view(block.weightOffset(), branch.shape(block.outputs(), block.inputs())));
                biases.add(
                        view(block.weightOffset() + branch.subnets() * block.weights(), branch.shape(block.outputs())));
            }
        }
    }

    /** All values. */
    NDArray flat() {
        return flat;
    }

    /** The values that the optimiser changes. */
    List<NDArray> trainable() {
        return layout.trainable().stream()
                .map(range -> slice(range.from(), range.to()))
                .toList();
    }

    /** W_0 of each branch, [neurons x inputs]. */
    List<NDArray> firstWeights() {
        return firstWeights;
    }

    /** b_0 of each branch, [neurons]. */
    List<NDArray> firstBiases() {
        return firstBiases;
    }

    /** W_1, W_2, ... of each branch, each [outputs x inputs]. */
    List<NDArray> weights() {
        return weights;
    }

    /** b_1, b_2, ... of each branch, each [outputs]. */
    List<NDArray> biases() {
        return biases;
    }

    /** a_1, ..., a_A, where the scales are parameters. */
    NDArray scales() {
        return slice(layout.scaleOffset(), layout.size());
    }

    private NDArray view(int offset, Shape shape) {
        return Tensors.view(flat, offset, shape);
    }

    private NDArray slice(int from, int to) {
        return view(from, new Shape(to - from));
    }
}
