package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.ParameterLayout.Block;
import io.mscale.api.network.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A part of a network that is computed in one go: the whole network, or adjacent subnetworks of equal shape. The
 * network's output is the sum of the outputs of its branches.
 *
 * @param subnets the number of subnetworks; if there are several, they are the first dimension of every tensor
 * @param widths the neurons of each hidden layer, per subnetwork
 * @param firstNeurons the branch's first neuron in each hidden layer
 * @param blocks the block after each hidden layer; of several subnetworks, the first one's, which the others' follow
 */
record Branch(int subnets, List<Integer> widths, List<Integer> firstNeurons, List<Block> blocks) {

    Branch {
        widths = List.copyOf(widths);
        firstNeurons = List.copyOf(firstNeurons);
        blocks = List.copyOf(blocks);
    }

    /** Returns the branches of a network, in the order of their neurons. */
    static List<Branch> of(NetworkSpec network, ParameterLayout layout) {
        List<ParameterLayout.Layer> layers = layout.layers();
        List<ParameterLayout.Layer> behindFirst = layers.subList(1, layers.size());
        if (network.structure() != Structure.SUBNETS) {
            return List.of(new Branch(
                    1,
                    behindFirst.stream().map(ParameterLayout.Layer::inputs).toList(),
                    behindFirst.stream().map(layer -> 0).toList(),
                    behindFirst.stream().map(layer -> layer.blocks().get(0)).toList()));
        }
        List<Branch> branches = new ArrayList<>();
        for (int subnet = 0; subnet < network.scales().count(); subnet++) {
            int index = subnet;
            Branch next = ofSubnet(
                    behindFirst.stream().map(layer -> layer.blocks().get(index)).toList());
            int last = branches.size() - 1;
            if (last >= 0 && branches.get(last).hasShapeOf(next)) {
                branches.set(last, branches.get(last).withOneMore());
            } else {
                branches.add(next);
            }
        }
        return List.copyOf(branches);
    }

    private static Branch ofSubnet(List<Block> blocks) {
        return new Branch(
                1,
                blocks.stream().map(Block::inputs).toList(),
                blocks.stream().map(Block::firstInput).toList(),
                blocks);
    }

    private boolean hasShapeOf(Branch other) {
        return widths.equals(other.widths);
    }

    private Branch withOneMore() {
        return new Branch(subnets + 1, widths, firstNeurons, blocks);
    }

    /** The indices of the hidden layers. */
    IntStream layers() {
        return IntStream.range(0, widths.size());
    }

    /** The neurons of hidden layer {@code layer} over all subnetworks. */
    int neurons(int layer) {
        return subnets * widths.get(layer);
    }

    /** Returns the shape of a tensor with these dimensions per subnetwork. */
    Shape shape(long... dimensions) {
        Shape ofOne = new Shape(dimensions);
        return subnets == 1 ? ofOne : new Shape(subnets).addAll(ofOne);
    }

    /** Splits a tensor with one value per first-layer neuron into views, one per branch. */
    static List<NDArray> split(NDArray perNeuron, List<Branch> branches) {
        List<NDArray> views = new ArrayList<>();
        for (Branch branch : branches) {
            int from = branch.firstNeurons().get(0);
            views.add(Tensors.view(perNeuron, from, branch.shape(branch.widths().get(0))));
        }
        return views;
    }
}
