package io.mscale.api.training;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;

/** What training minimises. A type of its own because losses that need input gradients (PDEs) will join it. */
public enum Loss implements Named {
    /** The squared error, averaged over the samples of the batch and the outputs. */
    MEAN_SQUARED_ERROR("mse");

    private final String id;

    Loss(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    /**
     * The loss with that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Loss named(String id) {
        return Names.parse("loss", Loss.class, id);
    }

    @Override
    public String toString() {
        return id;
    }
}
