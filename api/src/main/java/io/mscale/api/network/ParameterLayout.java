package io.mscale.api.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a network's parameters lie in one flat array: layer by layer from the input, block by block within a layer; of each
 * block the weights, row-major [outputs x inputs], then the biases [outputs]. Trained scales a_1, ..., a_A come last.
 *
 * @param layers the layers in order
 * @param scaleOffset index of a_1 in the flat array, or -1 if the scales are not parameters
 * @param trainable the parts that the optimiser changes, in order
 * @param size the total number of parameters
 */
public record ParameterLayout(List<Layer> layers, int scaleOffset, List<Range> trainable, int size) {

    /**
     * A part of a layer that multiplies by a matrix of its own: outputs {@code firstOutput ..} receive W h + b, where h
     * is the layer's inputs {@code firstInput ..}. The results of blocks with the same outputs are added. Blocks with the
     * same offsets share their parameters, and their gradients are added.
     *
     * @param inputs columns of W
     * @param outputs rows of W and length of b
     * @param firstInput the first of the layer's inputs that the block sees
     * @param firstOutput the first of the layer's outputs that the block adds to
     * @param weightOffset index of W[0, 0] in the flat array
     * @param biasOffset index of b[0] in the flat array
     */
    public record Block(int inputs, int outputs, int firstInput, int firstOutput, int weightOffset, int biasOffset) {

        /** The number of weights, {@code inputs * outputs}. */
        public int weights() {
            return Math.multiplyExact(inputs, outputs);
        }
    }

    /**
     * One layer.
     *
     * @param inputs the number of inputs
     * @param outputs the number of outputs
     * @param blocks what computes the outputs from the inputs; the first layer is always one block
     */
    public record Layer(int inputs, int outputs, List<Block> blocks) {

        public Layer {
            blocks = List.copyOf(blocks);
        }

        /** Whether the layer is one block that sees all inputs and computes all outputs. */
        public boolean isDense() {
            return blocks.size() == 1;
        }

        /** Multiplications per sample; shared parameters count as often as they are used. */
        public long products() {
            return blocks.stream().mapToLong(Block::weights).sum();
        }
    }

    /**
     * Part of the flat array.
     *
     * @param from index of the first parameter
     * @param to index after the last
     */
    public record Range(int from, int to) {

        /** The number of parameters. */
        public int size() {
            return to - from;
        }
    }

    public ParameterLayout {
        layers = List.copyOf(layers);
        trainable = List.copyOf(trainable);
    }

    /** The layout of a network. */
    public static ParameterLayout of(NetworkSpec network) {
        List<Layer> layers = new ArrayList<>();
        List<Integer> below = List.of(network.inputs());
        int offset = 0;
        int hidden = network.hiddenWidths().size();
        for (int l = 0; l <= hidden; l++) {
            List<Integer> above = l < hidden ? network.blockSizes(l) : List.of(network.outputs());
            Layer layer = l == 0
                    ? joined(below, above, offset)
                    : switch (network.structure()) {
                        case DENSE -> joined(below, above, offset);
                        case SUBNETS -> l < hidden ? sideBySide(below, above, offset) : summed(below, above, offset);
                        case SHARED_TRUNK -> l < hidden ? shared(below, above, offset) : joined(below, above, offset);
                    };
            layers.add(layer);
            for (Block block : layer.blocks()) {
                offset = Math.max(offset, block.biasOffset() + block.outputs());
            }
            below = above;
        }
        int scaleOffset = network.firstLayer().trainsScales() ? offset : -1;
        int size =
                network.firstLayer().trainsScales() ? offset + network.scales().count() : offset;
        Block first = layers.get(0).blocks().get(0);
        int firstTrained = network.firstLayer().isFrozen() ? first.biasOffset() + first.outputs() : 0;
        return new ParameterLayout(layers, scaleOffset, List.of(new Range(firstTrained, size)), size);
    }

    /** The number of parameters that the optimiser changes. */
    public int trainableSize() {
        return trainable.stream().mapToInt(Range::size).sum();
    }

    /** All inputs to all outputs. */
    private static Layer joined(List<Integer> below, List<Integer> above, int offset) {
        int inputs = sum(below);
        int outputs = sum(above);
        return new Layer(inputs, outputs, List.of(block(inputs, outputs, 0, 0, offset)));
    }

    /** Block i of the inputs to block i of the outputs. */
    private static Layer sideBySide(List<Integer> below, List<Integer> above, int offset) {
        List<Block> blocks = new ArrayList<>();
        int input = 0;
        int output = 0;
        int next = offset;
        for (int i = 0; i < below.size(); i++) {
            Block block = block(below.get(i), above.get(i), input, output, next);
            blocks.add(block);
            input += block.inputs();
            output += block.outputs();
            next = block.biasOffset() + block.outputs();
        }
        return new Layer(input, output, blocks);
    }

    /** Every block of the inputs to all outputs, each with a bias of its own. */
    private static Layer summed(List<Integer> below, List<Integer> above, int offset) {
        List<Block> blocks = new ArrayList<>();
        int input = 0;
        int next = offset;
        for (int inputs : below) {
            Block block = block(inputs, sum(above), input, 0, next);
            blocks.add(block);
            input += inputs;
            next = block.biasOffset() + block.outputs();
        }
        return new Layer(input, sum(above), blocks);
    }

    /** Block i of the inputs to block i of the outputs, all with the same parameters. */
    private static Layer shared(List<Integer> below, List<Integer> above, int offset) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < below.size(); i++) {
            blocks.add(block(below.get(i), above.get(i), i * below.get(i), i * above.get(i), offset));
        }
        return new Layer(sum(below), sum(above), blocks);
    }

    private static Block block(int inputs, int outputs, int firstInput, int firstOutput, int offset) {
        return new Block(
                inputs, outputs, firstInput, firstOutput, offset, offset + Math.multiplyExact(inputs, outputs));
    }

    private static int sum(List<Integer> sizes) {
        return sizes.stream().mapToInt(Integer::intValue).sum();
    }
}
