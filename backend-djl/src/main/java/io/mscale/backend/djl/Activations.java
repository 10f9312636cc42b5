package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The activations of the hidden layers.
 *
 * @param kinds the id of each layer's activation
 * @param second for each branch and layer whose activation has two parts, the mask of neurons that compute the second
 *     one, to be broadcast over the rows; empty tensors for other layers
 */
record Activations(List<String> kinds, List<NDArray> second) {

    static Activations of(NDManager manager, NetworkSpec network, List<Branch> branches) {
        List<String> kinds = new ArrayList<>();
        for (int layer = 0; layer < network.hiddenWidths().size(); layer++) {
            kinds.add(network.activationOf(layer).id());
        }
        List<NDArray> second = new ArrayList<>();
        for (Branch branch : branches) {
            branch.layers().forEach(layer -> second.add(second(manager, network, branch, layer)));
        }
        return new Activations(kinds, second);
    }

    private static NDArray second(NDManager manager, NetworkSpec network, Branch branch, int layer) {
        List<Activation> parts = network.activationOf(layer).parts();
        if (parts.size() == 1) {
            return manager.create(new boolean[0]);
        }
        boolean[] ofLayer = new boolean[network.layerWidths().get(layer + 1)];
        for (ActivationRun run : network.activationRuns(layer)) {
            Arrays.fill(ofLayer, run.from(), run.to(), run.activation() == parts.get(1));
        }
        int from = branch.firstNeurons().get(layer);
        boolean[] ofBranch = Arrays.copyOfRange(ofLayer, from, from + branch.neurons(layer));
        return manager.create(ofBranch, branch.shape(1, branch.widths().get(layer)));
    }

    /** Returns the largest number of values per sample of any layer with a two-part activation; 0 if there is none. */
    static int widestOfTwoParts(NetworkSpec network, List<Branch> branches) {
        int widest = 0;
        for (Branch branch : branches) {
            widest = Math.max(
                    widest,
                    branch.layers()
                            .filter(layer -> network.activationOf(layer).parts().size() > 1)
                            .map(branch::neurons)
                            .max()
                            .orElse(0));
        }
        return widest;
    }
}
