package io.mscale.backend.cuda;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import java.util.Collections;

/** The source of a layer's inputs, which selects the kernels that compute the layer. */
enum Source {
    /** Stored in memory by the layer below. */
    STORED("stored"),
    /** Computed from the first layer on the fly; all its neurons use the sine. */
    SINE("sine"),
    /** Computed from the first layer on the fly, with any activations. */
    ANY("any");

    private final String id;

    Source(String id) {
        this.id = id;
    }

    /** Returns how the second layer obtains the first layer's outputs. */
    static Source ofFirstLayer(ActivationPattern activation, Arithmetic arithmetic) {
        return activation == Activation.SIN && arithmetic != Arithmetic.FLOAT64 ? SINE : ANY;
    }

    boolean isFirstLayer() {
        return this != STORED;
    }

    /**
     * Returns the tile width that wastes the fewest columns on a matrix of this width; the wider one if two are equal.
     */
    int columns(Arithmetic arithmetic, int width) {
        int best = 0;
        for (int candidate : arithmetic.columns(this)) {
            if (best == 0 || padded(width, candidate) <= padded(width, best)) {
                best = candidate;
            }
        }
        return best;
    }

    /** Returns the narrowest tile width. The backward pass uses it to leave registers for the slopes. */
    int narrowest(Arithmetic arithmetic) {
        return Collections.min(arithmetic.columns(this));
    }

    /** Returns the suffix of the kernels for this source and tile width. */
    String kernel(Arithmetic arithmetic, int columnsOfTile) {
        return id + "_" + arithmetic.suffix() + "_" + columnsOfTile;
    }

    private static long padded(int width, int tile) {
        return (width + tile - 1L) / tile * tile;
    }
}
