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

        /** The index after the block's last parameter. */
        private int end() {
            return biasOffset + outputs;
        }
    }

    /** One layer, by its numbers of inputs and outputs and the blocks between them; the first layer is always one block. */
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

    /** Part of the flat array, from the index of the first parameter to the index after the last. */
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
            boolean isJoined =
                    switch (network.structure()) {
                        case DENSE -> true;
                        case SUBNETS -> l == 0;
                        case SHARED_TRUNK -> l == 0 || l == hidden;
                    };
            Layer layer = isJoined
                    ? layer(List.of(sum(below)), List.of(sum(above)), false, offset)
                    : layer(below, above, network.structure() == Structure.SHARED_TRUNK, offset);
            layers.add(layer);
            for (Block block : layer.blocks()) {
                offset = Math.max(offset, block.end());
            }
            below = above;
        }
        FirstLayer firstLayer = network.firstLayer();
        int size = firstLayer.trainsScales() ? offset + network.scales().count() : offset;
        int firstTrained = firstLayer.isFrozen() ? layers.get(0).blocks().get(0).end() : 0;
        int scaleOffset = firstLayer.trainsScales() ? offset : -1;
        return new ParameterLayout(layers, scaleOffset, List.of(new Range(firstTrained, size)), size);
    }

    /** The number of parameters that the optimiser changes. */
    public int trainableSize() {
        return trainable.stream().mapToInt(Range::size).sum();
    }

    /**
     * A layer that maps block i of the inputs to block i of the outputs, or, if there is only one of these, adds the results of
     * all blocks; blocks that are shared have the same parameters.
     */
    private static Layer layer(List<Integer> below, List<Integer> above, boolean isShared, int offset) {
        List<Block> blocks = new ArrayList<>();
        int input = 0;
        int output = 0;
        int next = offset;
        for (int i = 0; i < below.size(); i++) {
            int inputs = below.get(i);
            boolean isSummed = above.size() == 1;
            int outputs = above.get(isSummed ? 0 : i);
            Block block = new Block(inputs, outputs, input, output, next, next + Math.multiplyExact(inputs, outputs));
            blocks.add(block);
            input += inputs;
            output += isSummed ? 0 : outputs;
            next = isShared ? offset : block.end();
        }
        return new Layer(input, sum(above), blocks);
    }

    private static int sum(List<Integer> sizes) {
        return sizes.stream().mapToInt(Integer::intValue).sum();
    }
}
