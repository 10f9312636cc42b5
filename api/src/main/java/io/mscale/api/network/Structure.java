package io.mscale.api.network;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;

/** How the layers are joined. A backend declares which structures it can train. */
public enum Structure implements Named.Constant {
    /**
     * One stack of dense layers. The pre-activations W0 x of the first layer are multiplied, neuron by neuron, by the
     * scales; with all scales 1 this is the plain network, else MscaleDNN-1.
     */
    DENSE,

    /**
     * MscaleDNN-2 (Liu, Cai and Xu, 2020): one subnetwork for each scale, each a stack of dense layers that sees the input
     * times its scale, with no links between them; the network's output is the plain sum of theirs. Every hidden width
     * is split over the subnetworks by {@link Scales#blockSizes}.
     */
    SUBNETS,

    /**
     * The multi-scale Fourier feature network (Wang, Wang and Perdikaris, 2021): each scale has its own block of first-layer
     * neurons, all blocks go through the same hidden layers (the same weights), and the output layer sees their results
     * side by side. The first hidden width counts all blocks, the others one block.
     */
    SHARED_TRUNK;

    /** The structure with that id; an {@link IllegalArgumentException} lists the ids if there is none. */
    public static Structure named(String id) {
        return Names.parse("structure", Structure.class, id);
    }

    @Override
    public String toString() {
        return id();
    }
}
