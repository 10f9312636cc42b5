package io.mscale.backend.cuda;

import io.mscale.api.network.ParameterLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The execution plan of a layer after the first: tile widths, and the number of parts in which sums are split.
 *
 * @param outputs the neurons of the layer
 * @param blocks its blocks in the kernels' format, struct Block: ten ints each
 * @param blockCount the number of blocks
 * @param sums the number of blocks whose outputs are summed
 * @param copies the number of blocks that share their parameters, so that their gradients are summed
 * @param offset the layer's first parameter in the flat array
 * @param size the number of its parameters
 * @param forward the product W h
 * @param backward the product W^T delta; never split
 * @param weights the product delta h^T
 */
record LayerPlan(
        int outputs,
        List<Integer> blocks,
        int blockCount,
        int sums,
        int copies,
        int offset,
        int size,
        Product forward,
        Product backward,
        Product weights) {

    /** Rows and depth of a tile and threads per block, as in product.h. */
    static final int TILE_ROWS = 128;

    static final int TILE_DEPTH = 16;
    static final int TILE_THREADS = 128;

    /**
     * Thread blocks that registers allow per multiprocessor; wide 3xtf32 tiles allow 2, so that their third one queues.
     */
    private static final int BLOCKS_AT_ONCE = 3;

    /**
     * The minimum number of tiles per part along the inner index: below it, the work does not justify storing partial
     * sums.
     */
    private static final int LEAST_DEPTH = 2;

    /** Bounds the memory and the summation time of the parts. */
    private static final int MOST_PARTS = 128;

    /**
     * A matrix product for each block of a layer, as a grid of thread blocks.
     *
     * @param columns the columns of a tile
     * @param gridX the number of tiles along the rows
     * @param gridY the number of tiles along the columns, for the widest block
     * @param splits the number of parts in which sums are split
     */
    record Product(int columns, int gridX, int gridY, int splits) {}

    /** Plans layer l, l from 1, for batches of this shape on a GPU with this many multiprocessors. */
    static LayerPlan of(DeviceNetwork network, int l, BatchShape shape, int multiprocessors) {
        ParameterLayout.Layer layer = network.layout.layers().get(l);
        List<ParameterLayout.Block> blocks = layer.blocks();
        int count = blocks.size();
        ParameterLayout.Block first = blocks.get(0);
        boolean added = count > 1 && blocks.get(1).firstOutput() == first.firstOutput();
        boolean shared = count > 1 && blocks.get(1).weightOffset() == first.weightOffset();
        int offset = first.weightOffset();
        int end = offset;
        int inputs = 0;
        int outputs = 0;
        List<Integer> structs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ParameterLayout.Block block = blocks.get(i);
            end = Math.max(end, block.biasOffset() + block.outputs());
            inputs = Math.max(inputs, block.inputs());
            outputs = Math.max(outputs, block.outputs());
            structs.addAll(List.of(
                    block.inputs(),
                    block.outputs(),
                    block.firstInput(),
                    block.firstOutput(),
                    block.weightOffset(),
                    block.biasOffset(),
                    block.weightOffset() - offset,
                    block.biasOffset() - offset,
                    added ? i : 0,
                    shared ? i : 0));
        }
        int columns = network.arithmetic.columns(network.source(l), outputs);
        int narrowest = network.arithmetic.narrowest(network.source(l));
        int wanted = BLOCKS_AT_ONCE * multiprocessors;
        return new LayerPlan(
                layer.outputs(),
                structs,
                count,
                added ? count : 1,
                shared ? count : 1,
                offset,
                end - offset,
                product(shape.stride(), outputs, inputs, count, columns, wanted),
                product(shape.stride(), inputs, 1, count, narrowest, wanted),
                product(inputs, outputs, shape.depth(), count, columns, wanted));
    }

    private static Product product(int rows, int width, int depth, int blocks, int columns, int wanted) {
        int gridX = tiles(rows, TILE_ROWS);
        int gridY = tiles(width, columns);
        long tiles = (long) gridX * gridY * blocks;
        int most = Math.max(1, Math.min(MOST_PARTS, tiles(depth, TILE_DEPTH) / LEAST_DEPTH));
        return new Product(columns, gridX, gridY, Math.toIntExact(Math.max(1, Math.min(most, wanted / tiles))));
    }

    /** Returns the number of tiles needed to cover a size. */
    static int tiles(int size, int tile) {
        return (int) ((size + tile - 1L) / tile);
    }
}
