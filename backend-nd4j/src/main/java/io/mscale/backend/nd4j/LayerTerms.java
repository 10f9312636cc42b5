package io.mscale.backend.nd4j;

import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.ParameterLayout.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer as a sum of matrix products, and the location of its parameters. Blocks that all have the same outputs form
 * one product: their weights, side by side, are one matrix, with a column of biases per block. Other blocks have one
 * product each, and one further product for all their biases, which are stored after all weights.
 *
 * @param terms the products, in the order of summation
 * @param places the locations of the blocks' parameters; blocks that share parameters occur once
 */
record LayerTerms(List<Term> terms, List<Place> places) {

    /**
     * The location of a block's parameters in the vector. W[o, i] is at {@code weights + (firstInput + i) * rows + o},
     * with i counted from the block's first input, and b[o] at {@code biases + o}.
     *
     * @param block the block
     * @param rows the number of rows of the matrix that W is part of
     * @param weights the offset at which the matrix would start if it had a column for each of the layer's inputs
     * @param biases the offset of b[0]
     */
    record Place(Block block, int rows, long weights, long biases) {}

    /** Returns the terms of a layer, which occupy the same range of the vector as of the flat array. */
    static LayerTerms of(ParameterLayout.Layer layer) {
        List<Block> blocks = layer.blocks();
        if (blocks.stream().allMatch(block -> block.outputs() == layer.outputs())) {
            return joined(layer);
        }
        return blocks.get(0).weightOffset() == blocks.get(1).weightOffset() ? shared(layer) : sideBySide(layer);
    }

    /** Returns whether the layer is a single product, so that inputs and outputs may be permuted. */
    boolean isOneProduct() {
        return terms.size() == 1;
    }

    /** The number of columns of ones appended to its input. */
    int ones() {
        return terms.get(0).ones();
    }

    private static LayerTerms joined(ParameterLayout.Layer layer) {
        int rows = layer.outputs();
        long start = layer.blocks().get(0).weightOffset();
        long biases = start + (long) rows * layer.inputs();
        List<Place> places = new ArrayList<>();
        for (Block block : layer.blocks()) {
            places.add(new Place(block, rows, start, biases + (long) rows * places.size()));
        }
        int ones = places.size();
        return new LayerTerms(List.of(new Term(start, rows, layer.inputs(), ones, 0, 0, true)), places);
    }

    private static LayerTerms sideBySide(ParameterLayout.Layer layer) {
        long next = layer.blocks().get(0).weightOffset();
        long biases = next + layer.products();
        List<Term> terms = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        terms.add(bias(layer, biases, 0, layer.outputs()));
        for (Block block : layer.blocks()) {
            terms.add(weights(block, next));
            places.add(place(block, next, biases + block.firstOutput()));
            next += block.weights();
        }
        return new LayerTerms(terms, places);
    }

    private static LayerTerms shared(ParameterLayout.Layer layer) {
        Block first = layer.blocks().get(0);
        List<Term> terms = new ArrayList<>();
        for (Block block : layer.blocks()) {
            terms.add(bias(layer, first.biasOffset(), block.firstOutput(), block.outputs()));
        }
        for (Block block : layer.blocks()) {
            terms.add(weights(block, first.weightOffset()));
        }
        return new LayerTerms(terms, List.of(place(first, first.weightOffset(), first.biasOffset())));
    }

    private static Place place(Block block, long weights, long biases) {
        int rows = block.outputs();
        return new Place(block, rows, weights - (long) block.firstInput() * rows, biases);
    }

    private static Term weights(Block block, long offset) {
        return new Term(offset, block.outputs(), block.inputs(), 0, block.firstOutput(), block.firstInput(), false);
    }

    private static Term bias(ParameterLayout.Layer layer, long offset, int firstOutput, int outputs) {
        return new Term(offset, outputs, 0, 1, firstOutput, layer.inputs(), true);
    }
}
