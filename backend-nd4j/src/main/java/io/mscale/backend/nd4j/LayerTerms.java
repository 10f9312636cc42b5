package io.mscale.backend.nd4j;

import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.ParameterLayout.Block;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

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
    record Place(Block block, int rows, int weights, int biases) {}

    /**
     * A matrix product that contributes to a layer's pre-activations, where h is the layer's input followed by columns
     * of ones:
     *
     * <pre>
     * z[:, firstOutput ..] += h[:, firstInput ..] M^T,   M = [W b]
     * </pre>
     *
     * <p>M is column-major, [outputs x (inputs + ones)]. It is part of a vector with one value per parameter: the
     * parameters themselves or a gradient.
     *
     * @param offset the index of M[0, 0] in the vector
     * @param outputs the rows of M
     * @param inputs the weight columns of M; 0 if the term is only a bias
     * @param ones the bias columns of M, which follow the weights and are multiplied by the columns of ones
     * @param firstOutput the first column of z that the product is added to
     * @param firstInput the first column of h
     * @param opensOutput whether no earlier term adds to these columns of z
     */
    record Term(int offset, int outputs, int inputs, int ones, int firstOutput, int firstInput, boolean opensOutput) {

        /** Returns [W b] as a view of a vector. */
        INDArray matrix(INDArray vector) {
            return NativeArrays.view(vector, offset, outputs, inputs + ones);
        }

        /** Returns some rows of [W b], those of neighbouring outputs, as a view of a vector. */
        INDArray rows(INDArray vector, int firstRow, int rows) {
            return NativeArrays.rows(vector, offset + firstRow, rows, inputs + ones, outputs);
        }

        /** Returns W as a view of a vector. */
        INDArray weights(INDArray vector) {
            return NativeArrays.view(vector, offset, outputs, inputs);
        }

        /** Returns the part of a layer's input with ones that the product reads, [samples x (inputs + ones)]. */
        INDArray read(INDArray withOnes) {
            return NativeArrays.columns(withOnes, firstInput, inputs + ones);
        }

        /** Returns the part of a layer's input, or of its derivatives, that W applies to, [samples x inputs]. */
        INDArray seen(INDArray input) {
            return NativeArrays.columns(input, firstInput, inputs);
        }

        /** Returns the part of the pre-activations, or their derivatives, that the product adds to. */
        INDArray written(INDArray z) {
            return NativeArrays.columns(z, firstOutput, outputs);
        }
    }

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

    private static LayerTerms joined(ParameterLayout.Layer layer) {
        int rows = layer.outputs();
        int start = layer.blocks().get(0).weightOffset();
        int biases = start + rows * layer.inputs();
        List<Place> places = new ArrayList<>();
        for (Block block : layer.blocks()) {
            places.add(new Place(block, rows, start, biases + rows * places.size()));
        }
        return new LayerTerms(List.of(new Term(start, rows, layer.inputs(), places.size(), 0, 0, true)), places);
    }

    private static LayerTerms sideBySide(ParameterLayout.Layer layer) {
        int next = layer.blocks().get(0).weightOffset();
        int biases = next + Math.toIntExact(layer.products());
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

    private static Place place(Block block, int weights, int biases) {
        return new Place(block, block.outputs(), weights - block.firstInput() * block.outputs(), biases);
    }

    private static Term weights(Block block, int offset) {
        return new Term(offset, block.outputs(), block.inputs(), 0, block.firstOutput(), block.firstInput(), false);
    }

    private static Term bias(ParameterLayout.Layer layer, int offset, int firstOutput, int outputs) {
        return new Term(offset, outputs, 0, 1, firstOutput, layer.inputs(), true);
    }
}
