package io.mscale.backend.ejml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A block of a layer bound to a piece of a batch: its parameters, the rows it reads and the rows it adds to. Since a
 * matrix is an array of rows, a submatrix is an array of some of them and nothing is copied.
 */
final class BlockPass<M> {

    /** Its weights and inputs, split in the same way. */
    final List<Panel<M>> panels = new ArrayList<>();

    /** The outputs that the block adds to, [outputs x samples]. */
    final M[] output;

    private final M bias;
    private final boolean sharesOutputs;

    /** Columns of W, [outputs x width], and the inputs they multiply, [width x samples]. */
    static final class Panel<M> {

        final M[] weights;

        /** Index of the first layer input that the panel reads. */
        final int firstInput;

        final M[] input;

        private Panel(M[] weights, int firstInput, M[] input) {
            this.weights = weights;
            this.firstInput = firstInput;
            this.input = input;
        }
    }

    /** Returns the rows of {@code width} inputs of a layer from {@code first} on. */
    interface Inputs<M> {
        M[] rows(int first, int width);
    }

    /**
     * Binds a block to its rows.
     *
     * @param layer the layer's outputs, [outputs of the layer x samples]
     * @param written how many of them earlier blocks have set
     */
    private BlockPass(Parameters.Block<M> block, Inputs<M> inputs, M[] layer, int written, Arithmetic<M> arithmetic) {
        int firstOutput = block.place().firstOutput();
        int firstInput = block.place().firstInput();
        for (M[] weights : block.panels()) {
            int width = arithmetic.length(weights[0]);
            panels.add(new Panel<>(weights, firstInput, inputs.rows(firstInput, width)));
            firstInput += width;
        }
        bias = block.bias();
        sharesOutputs = firstOutput < written;
        output = Arrays.copyOfRange(layer, firstOutput, end(block));
    }

    /**
     * The blocks of a layer.
     *
     * @param layer the layer's outputs, [outputs x samples]
     */
    static <M> List<BlockPass<M>> of(
            List<Parameters.Block<M>> blocks, Inputs<M> inputs, M[] layer, Arithmetic<M> arithmetic) {
        List<BlockPass<M>> passes = new ArrayList<>();
        int written = 0;
        for (Parameters.Block<M> block : blocks) {
            passes.add(new BlockPass<>(block, inputs, layer, written, arithmetic));
            written = Math.max(written, end(block));
        }
        return passes;
    }

    private static int end(Parameters.Block<?> block) {
        return block.place().firstOutput() + block.place().outputs();
    }

    /** Sets the outputs to the bias, or adds it to those that another block has set; tangents and Laplacians have none. */
    void startWithBias(Arithmetic<M> arithmetic, int samples) {
        for (int o = 0; o < output.length; o++) {
            double value = arithmetic.get(bias, o);
            if (sharesOutputs) {
                arithmetic.addConstant(output[o], samples, value);
            } else {
                arithmetic.fill(output[o], samples, value);
            }
        }
    }
}
