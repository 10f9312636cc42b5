package io.mscale.backend.cuda;

import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import java.util.List;

/** Where the inputs of a layer come from; which of the kernels compute with them, and in tiles of how many columns. */
enum Source {
    /** They were stored by the layer below. */
    STORED("stored", List.of(64, 104)),
    /** They are the first layer's, made where they are needed; all neurons compute the sine. */
    SINE("sine", List.of(64, 104)),
    /** The same with any activations. */
    ANY("any", List.of(32));

    private static final int FLOAT64_COLUMNS = 32;

    private final String id;
    private final List<Integer> columns;

    Source(String id, List<Integer> columns) {
        this.id = id;
        this.columns = columns;
    }

    /** What the first layer is to the layer behind it. */
    static Source ofFirstLayer(Activation activation, Precision precision) {
        return activation == Activation.SIN && precision == Precision.FLOAT32 ? SINE : ANY;
    }

    boolean isFirstLayer() {
        return this != STORED;
    }

    /** The columns of the tiles that waste least on a matrix of so many; the wider if two waste the same. */
    int columns(Precision precision, int width) {
        if (precision == Precision.FLOAT64) {
            return FLOAT64_COLUMNS;
        }
        int best = columns.get(0);
        for (int candidate : columns) {
            if (padded(width, candidate) <= padded(width, best)) {
                best = candidate;
            }
        }
        return best;
    }

    /** The end of the names of the kernels that compute with it in tiles of so many columns. */
    String kernel(Precision precision, int columnsOfTile) {
        return id + "_" + suffix(precision) + "_" + columnsOfTile;
    }

    /** The end of the names of kernels of a precision. */
    static String suffix(Precision precision) {
        return precision == Precision.FLOAT32 ? "f32" : "f64";
    }

    private static long padded(int width, int tile) {
        return (width + tile - 1L) / tile * tile;
    }
}
