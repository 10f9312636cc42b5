package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.ParameterLayout.Block;
import io.mscale.api.network.Structure;
import io.mscale.api.support.Shares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    /** Returns the branches of a network, in the order of their neurons. */
    static List<Branch> of(NetworkSpec network, ParameterLayout layout) {
        int subnets =
                network.structure() == Structure.SUBNETS ? network.scales().count() : 1;
        List<ParameterLayout.Layer> behindFirst =
                layout.layers().stream().skip(1).toList();
        List<Branch> branches = new ArrayList<>();
        for (int i = 0; i < subnets; i++) {
            int index = i;
            List<Block> blocks =
                    behindFirst.stream().map(l -> l.blocks().get(index)).toList();
            List<Integer> widths = network.structure() == Structure.SUBNETS
                    ? blocks.stream().map(Block::inputs).toList()
                    : behindFirst.stream().map(ParameterLayout.Layer::inputs).toList();
            Branch last = branches.isEmpty() ? null : branches.get(branches.size() - 1);
            if (last != null && last.widths.equals(widths)) {
                branches.set(branches.size() - 1, new Branch(last.subnets + 1, widths, last.firstNeurons, last.blocks));
            } else {
                List<Integer> firstNeurons =
                        blocks.stream().map(Block::firstInput).toList();
                branches.add(new Branch(1, widths, firstNeurons, blocks));
            }
        }
        return branches;
    }

    /** The neurons of hidden layer {@code layer} over all subnetworks. */
    int neurons(int layer) {
        return subnets * widths.get(layer);
    }

    /** The offset on the device of the biases of one of the {@link #blocks}, which follow all subnetworks' weights. */
    int biasOffset(Block block) {
        return block.weightOffset() + subnets * block.weights();
    }

    /**
     * Returns the mask of a layer's neurons that compute the second part of its activation, to be broadcast over the
     * rows; an empty tensor if the activation has one part.
     */
    NDArray secondPart(NDManager manager, NetworkSpec network, int layer) {
        List<Activation> parts = network.activationOf(layer).parts();
        if (parts.size() == 1) {
            return manager.create(new boolean[0]);
        }
        boolean[] ofLayer = new boolean[network.layerWidths().get(layer + 1)];
        for (ActivationRun run : network.activationRuns(layer)) {
            Arrays.fill(ofLayer, run.from(), run.to(), run.activation() == parts.get(1));
        }
        int from = firstNeurons.get(layer);
        return manager.create(Arrays.copyOfRange(ofLayer, from, from + neurons(layer)), shape(1, widths.get(layer)));
    }

    /** Returns the shape of a tensor with these dimensions per subnetwork. */
    Shape shape(long... dimensions) {
        Shape ofOne = new Shape(dimensions);
        return subnets == 1 ? ofOne : new Shape(subnets).addAll(ofOne);
    }

    /** Returns the shape of that many planes of [rows x columns], one after the other in memory, with all subnetworks in each. */
    Shape planes(int planes, long rows, long columns) {
        return subnets == 1 ? new Shape(planes * rows, columns) : new Shape((long) planes * subnets, rows, columns);
    }

    /**
     * Where a share of the first layer begins: a subnetwork if there are several, or else a neuron whose number is a multiple
     * of {@link FlatParameters#LINE}. Where the layer's width is one too, shares of the folded layer do not meet within a
     * cache line.
     */
    int border(int share, int shares) {
        if (subnets > 1) {
            return Shares.begin(subnets, share, shares);
        }
        int neurons = widths.get(0);
        int exact = Shares.begin(neurons, share, shares);
        return share == shares ? neurons : exact / FlatParameters.LINE * FlatParameters.LINE;
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
