package io.mscale.backend.cuda;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.training.Loss;

/**
 * The shape of a batch in the GPU's memory. A neuron's rows are adjacent, each padded to whole tiles, and within a row
 * its samples.
 *
 * @param samples the samples of the batch
 * @param rows the rows that each sample takes of every layer, as {@link Loss#rows} has them
 * @param targets the columns of its targets
 */
record BatchShape(int samples, int rows, int targets) {

    /** A batch to evaluate. */
    static BatchShape values(NetworkSpec network, int samples) {
        return new BatchShape(samples, 1, network.outputs());
    }

    /** A batch to train on. */
    static BatchShape of(Loss loss, NetworkSpec network, int samples) {
        int inputs = network.inputs();
        return new BatchShape(samples, loss.rows(inputs), loss.targetColumns(inputs, network.outputs()));
    }

    /** The tiles of all rows; no tile covers two rows. */
    int tiles() {
        return Math.multiplyExact(rows, tiles(samples));
    }

    /** The distance between a neuron's rows. */
    int rowStride() {
        return Math.multiplyExact(tiles(samples), LayerPlan.TILE_ROWS);
    }

    /** The distance between neurons. */
    int stride() {
        return Math.multiplyExact(tiles(), LayerPlan.TILE_ROWS);
    }

    /** The columns of products: the samples of all rows with the padding between them. */
    int columns() {
        return stride() - rowStride() + samples;
    }

    /** The length of sums over the samples of all rows, each padded to a tile's depth. */
    int depth() {
        return Math.multiplyExact(rows, LayerPlan.tiles(samples, LayerPlan.TILE_DEPTH) * LayerPlan.TILE_DEPTH);
    }

    /** Returns the number of tiles that cover a row of samples. */
    static int tiles(int samples) {
        return LayerPlan.tiles(samples, LayerPlan.TILE_ROWS);
    }
}
