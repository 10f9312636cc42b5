package io.mscale.backend.cuda;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import java.util.Collections;

/** Where the inputs of a layer come from, which decides on the kernels that compute with them. */
enum Source {
    /** They were stored by the layer below. */
    STORED("stored"),
    /** They are the first layer's, made where they are needed; all neurons compute the sine. */
    SINE("sine"),
    /** The same with any activations. */
    ANY("any");

    private final String id;

    Source(String id) {
        this.id = id;
    }

    /** What the first layer is to the layer behind it. */
    static Source ofFirstLayer(ActivationPattern activation, Arithmetic arithmetic) {
        return activation == Activation.SIN && arithmetic != Arithmetic.FLOAT64 ? SINE : ANY;
    }

    boolean isFirstLayer() {
        return this != STORED;
    }

    /** The columns of the tiles that waste least on a matrix of so many; the wider if two waste the same. */
    int columns(Arithmetic arithmetic, int width) {
        int best = 0;
        for (int candidate : arithmetic.columns(this)) {
            if (best == 0 || padded(width, candidate) <= padded(width, best)) {
                best = candidate;
            }
        }
        return best;
    }

    /** The columns of the narrowest tiles: those of the way back, which leaves registers for the slopes. */
    int narrowest(Arithmetic arithmetic) {
        return Collections.min(arithmetic.columns(this));
    }

    /** The end of the names of the kernels that compute with it in tiles of so many columns. */
    String kernel(Arithmetic arithmetic, int columnsOfTile) {
        return id + "_" + arithmetic.suffix() + "_" + columnsOfTile;
    }

    private static long padded(int width, int tile) {
        return (width + tile - 1L) / tile * tile;
    }
}
