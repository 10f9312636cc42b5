package io.mscale.api.network;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;

/** How the layers are joined. A backend declares which structures it can train. */
public enum Structure implements Named {
    /**
     * One stack of dense layers. The pre-activations W0 x of the first layer are multiplied, neuron by neuron, by the
     * scales; with all scales 1 this is the plain network, else MscaleDNN-1.
     */
    DENSE("dense");

    private final String id;

    Structure(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    /**
     * The structure with that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Structure named(String id) {
        return Names.parse("structure", Structure.class, id);
    }

    @Override
    public String toString() {
        return id;
    }
}
