package io.mscale.backend.cuda;

import io.mscale.api.network.ParameterLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * How a layer behind the first is computed: in tiles of which width, its sums in how many parts.
 *
 * @param outputs neurons of the layer
 * @param blocks its blocks as the kernels read them, struct Block: ten ints each
 * @param blockCount how many
 * @param sums blocks whose outputs are added
 * @param copies blocks that share their parameters, so that their gradients are added
 * @param offset the layer's first parameter in the flat array
 * @param size its parameters
 * @param forward the product W h
 * @param backward the product W^T delta; not split
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

    /** Rows and depth of a tile and threads of a block; product.h has the same. */
    static final int TILE_ROWS = 128;

    static final int TILE_DEPTH = 16;
    static final int TILE_THREADS = 128;

    /** Blocks of threads that a multiprocessor runs at once. */
    private static final int BLOCKS_AT_ONCE = 3;

    /** So many tiles one after the other at least: a part must be worth its own sums in memory. */
    private static final int LEAST_DEPTH = 2;

    private static final int MOST_PARTS = 128;

    /**
     * A matrix product for every block of a layer, as a grid of blocks of threads.
     *
     * @param columns columns of a tile
     * @param gridX tiles along the rows
     * @param gridY tiles along the columns, of the block that has most
     * @param splits parts in which the sums are made
     */
    record Product(int columns, int gridX, int gridY, int splits) {}

    /**
     * Plans a layer.
     *
     * @param layer the layer, not the first
     * @param below where its inputs come from
     * @param arithmetic the model's arithmetic
     * @param samples samples of a batch
     * @param multiprocessors how many the GPU has
     */
    static LayerPlan of(
            ParameterLayout.Layer layer, Source below, Arithmetic arithmetic, int samples, int multiprocessors) {
        List<ParameterLayout.Block> blocks = layer.blocks();
        int count = blocks.size();
        ParameterLayout.Block first = blocks.get(0);
        boolean added = count > 1 && blocks.get(1).firstOutput() == first.firstOutput();
        boolean shared = count > 1 && blocks.get(1).weightOffset() == first.weightOffset();
        int offset = first.weightOffset();
        int end = blocks.stream()
                .mapToInt(b -> b.biasOffset() + b.outputs())
                .max()
                .orElseThrow();
        List<Integer> structs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ParameterLayout.Block block = blocks.get(i);
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
        int inputs =
                blocks.stream().mapToInt(ParameterLayout.Block::inputs).max().orElseThrow();
        int outputs =
                blocks.stream().mapToInt(ParameterLayout.Block::outputs).max().orElseThrow();
        int wanted = BLOCKS_AT_ONCE * multiprocessors;
        return new LayerPlan(
                layer.outputs(),
                List.copyOf(structs),
                count,
                added ? count : 1,
                shared ? count : 1,
                offset,
                end - offset,
                product(samples, outputs, inputs, count, below.columns(arithmetic, outputs), wanted),
                product(samples, inputs, 1, count, below.narrowest(arithmetic), wanted),
                product(inputs, outputs, samples, count, below.columns(arithmetic, outputs), wanted));
    }

    private static Product product(int rows, int width, int depth, int blocks, int columns, int wanted) {
        int gridX = tiles(rows, TILE_ROWS);
        int gridY = tiles(width, columns);
        long tiles = (long) gridX * gridY * blocks;
        int most = Math.max(1, Math.min(MOST_PARTS, tiles(depth, TILE_DEPTH) / LEAST_DEPTH));
        return new Product(columns, gridX, gridY, Math.toIntExact(Math.max(1, Math.min(most, wanted / tiles))));
    }

    /** How many tiles of a length cover another. */
    static int tiles(int size, int tile) {
        return (int) ((size + tile - 1L) / tile);
    }
}
