package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.ParameterLayout.Block;
import io.mscale.api.support.Shares;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One value per parameter (the parameters or a gradient): a flat tensor, and views that share its memory. In lists, the
 * entries of a branch are consecutive.
 */
final class FlatParameters {

    /** At least as many values as a cache line holds. */
    static final int LINE = 16;

    /** Fewer values take less time than waking a thread. */
    private static final int SMALLEST_SHARE = 4096;

    /** All values, in the order of {@link #places}. */
    final NDArray flat;

    /** W_0 of each branch, [neurons x inputs]. */
    final List<NDArray> firstWeights = new ArrayList<>();

    /** b_0 of each branch, [neurons]. */
    final List<NDArray> firstBiases = new ArrayList<>();

    /** W_1, W_2, ... of each branch, each [outputs x inputs]. */
    final List<NDArray> weights = new ArrayList<>();

    /** b_1, b_2, ... of each branch, each [outputs]. */
    final List<NDArray> biases = new ArrayList<>();

    private final ParameterLayout layout;

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
                biases.add(view(branch.biasOffset(block), branch.shape(block.outputs())));
            }
        }
    }

    /**
     * Returns the position on the device of each parameter of the API's layout. It is the same, except for subnetworks
     * that are computed together: all their weights of a layer come first, then all their biases, so that both are
     * contiguous tensors.
     */
    static int[] places(int size, List<Branch> branches) {
        int[] places = IntStream.range(0, size).toArray();
        for (Branch branch : branches) {
            for (Block block : branch.blocks()) {
                int next = block.weightOffset();
                for (int subnet = 0; subnet < branch.subnets(); subnet++) {
                    for (int i = 0; i < block.weights(); i++) {
                        places[next++] = block.weightOffset() + subnet * block.weights() + i;
                    }
                    for (int o = 0; o < block.outputs(); o++) {
                        places[next++] = branch.biasOffset(block) + subnet * block.outputs() + o;
                    }
                }
            }
        }
        return places;
    }

    /**
     * The share of one of several threads in what the optimiser changes behind the first layer; shares are disjoint, cover
     * all, and mostly do not meet within a cache line: they may where one range of parameters ends and the next begins.
     */
    List<NDArray> behindFirst(int share, int shares) {
        List<NDArray> parts = new ArrayList<>();
        Block ofFirst = layout.layers().get(0).blocks().get(0);
        int begin = ofFirst.biasOffset() + ofFirst.outputs();
        int end = layout.scaleOffset() < 0 ? layout.size() : layout.scaleOffset();
        for (ParameterLayout.Range range : layout.trainable()) {
            int first = Math.max(begin, range.from());
            int values = Math.min(end, range.to()) - first;
            int from = border(first, values, share, shares);
            int to = border(first, values, share + 1, shares);
            if (from < to) {
                parts.add(view(from, new Shape(to - from)));
            }
        }
        return parts;
    }

    /** The number of shares into which the optimiser's work is worth dividing, at most {@code threads}. */
    static int shares(ParameterLayout layout, int threads) {
        return Math.max(1, Math.min(threads, layout.trainableSize() / SMALLEST_SHARE));
    }

    private static int border(int first, int values, int share, int shares) {
        if (share == shares) {
            return first + values;
        }
        int exact = first + Shares.begin(values, share, shares);
        return Math.max(first, exact / LINE * LINE);
    }

    /** a_1, ..., a_A, where the scales are parameters. */
    NDArray scales() {
        return view(layout.scaleOffset(), new Shape(layout.size() - layout.scaleOffset()));
    }

    private NDArray view(int offset, Shape shape) {
        return Tensors.view(flat, offset, shape);
    }
}
