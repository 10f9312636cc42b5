package io.mscale.backend.ejml;

import io.mscale.api.network.ParameterLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One value per parameter (the parameters themselves, a gradient or a moment), in the shapes the products need. The
 * weights of a block after the first layer are split into panels of at most {@link #PANEL_WIDTH} columns, each held
 * as its rows, so that the rows being combined stay in the first-level cache.
 */
final class Parameters<M> {

    /** Maximum number of columns of a panel. */
    static final int PANEL_WIDTH = 512;

    /**
     * A block of a layer after the first. Blocks that share parameters have the same matrices.
     *
     * @param place the layer's inputs and outputs that it connects
     * @param panels the panels of W from left to right, each [outputs] rows of the panel's width
     * @param bias b, [outputs]
     */
    record Block<M>(ParameterLayout.Block place, List<M[]> panels, M bias) {

        Block<M> at(ParameterLayout.Block other) {
            return new Block<>(other, panels, bias);
        }
    }

    private final ParameterLayout layout;
    private final Arithmetic<M> arithmetic;
    private final M firstWeights;
    private final M firstBias;
    private final M scales;
    private final List<List<Block<M>>> layers = new ArrayList<>();
    private final List<M> trained = new ArrayList<>();

    Parameters(ParameterLayout layout, Arithmetic<M> arithmetic) {
        this.layout = layout;
        this.arithmetic = arithmetic;
        ParameterLayout.Block first = firstPlace();
        firstWeights = arithmetic.row(first.weights());
        firstBias = arithmetic.row(first.outputs());
        if (isTrained(first)) {
            trained.add(firstWeights);
            trained.add(firstBias);
        }
        for (ParameterLayout.Layer layer :
                layout.layers().subList(1, layout.layers().size())) {
            layers.add(blocks(layer));
        }
        scales = arithmetic.row(hasScales() ? layout.size() - layout.scaleOffset() : 0);
        if (hasScales()) {
            trained.add(scales);
        }
    }

    /** W_0, row-major [outputs x inputs], as a single row. */
    M firstWeights() {
        return firstWeights;
    }

    /** b_0, [outputs]. */
    M firstBias() {
        return firstBias;
    }

    /** Whether the first layer's weights and bias are trained. */
    boolean isFirstLayerTrained() {
        return isTrained(firstPlace());
    }

    /** Whether the scales are parameters. */
    boolean hasScales() {
        return layout.scaleOffset() >= 0;
    }

    /** a_1, ..., a_A; empty if the scales are not parameters. */
    M scales() {
        return scales;
    }

    /** The blocks of layer {@code layer}, at least 1. */
    List<Block<M>> blocks(int layer) {
        return layers.get(layer - 1);
    }

    /** The number of matrices of trained parameters. */
    int trainedCount() {
        return trained.size();
    }

    /** One of the matrices of trained parameters; equal indices mean equal parameters in every instance. */
    M trained(int index) {
        return trained.get(index);
    }

    /** Sets all values from the flat layout. */
    void load(double[] flat) {
        transfer((row, offset) -> arithmetic.load(row, flat, offset));
    }

    /** Writes all values in the flat layout. */
    void store(double[] flat) {
        transfer((row, offset) -> arithmetic.store(row, flat, offset));
    }

    /** Sets all values to 0. */
    void clear() {
        load(new double[layout.size()]);
    }

    private interface Transfer<M> {
        void accept(M row, int offset);
    }

    private void transfer(Transfer<M> transfer) {
        transfer.accept(firstWeights, firstPlace().weightOffset());
        transfer.accept(firstBias, firstPlace().biasOffset());
        layers.forEach(blocks -> blocks.forEach(block -> transfer(block, transfer)));
        if (hasScales()) {
            transfer.accept(scales, layout.scaleOffset());
        }
    }

    private void transfer(Block<M> block, Transfer<M> transfer) {
        ParameterLayout.Block place = block.place();
        int column = 0;
        for (M[] panel : block.panels()) {
            for (int o = 0; o < place.outputs(); o++) {
                transfer.accept(panel[o], place.weightOffset() + o * place.inputs() + column);
            }
            column += arithmetic.length(panel[0]);
        }
        transfer.accept(block.bias(), place.biasOffset());
    }

    private List<Block<M>> blocks(ParameterLayout.Layer layer) {
        Map<Integer, Block<M>> byOffset = new HashMap<>();
        List<Block<M>> blocks = new ArrayList<>();
        for (ParameterLayout.Block place : layer.blocks()) {
            blocks.add(byOffset.computeIfAbsent(place.weightOffset(), offset -> newBlock(place))
                    .at(place));
        }
        return List.copyOf(blocks);
    }

    private Block<M> newBlock(ParameterLayout.Block place) {
        List<M[]> panels = new ArrayList<>();
        for (int column = 0; column < place.inputs(); column += PANEL_WIDTH) {
            panels.add(arithmetic.rows(place.outputs(), Math.min(PANEL_WIDTH, place.inputs() - column)));
        }
        M bias = arithmetic.row(place.outputs());
        if (isTrained(place)) {
            panels.forEach(panel -> trained.addAll(List.of(panel)));
            trained.add(bias);
        }
        return new Block<>(place, List.copyOf(panels), bias);
    }

    private ParameterLayout.Block firstPlace() {
        return layout.layers().get(0).blocks().get(0);
    }

    private boolean isTrained(ParameterLayout.Block place) {
        return layout.trainable().stream()
                .anyMatch(range -> range.from() <= place.weightOffset() && place.weightOffset() < range.to());
    }
}
