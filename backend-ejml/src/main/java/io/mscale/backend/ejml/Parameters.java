package io.mscale.backend.ejml;

import io.mscale.api.network.ParameterLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/**
 * One value per parameter (the parameters themselves, a gradient or a moment), in the shapes the products need. The
 * weights of a block after the first layer are split into panels of at most {@link #PANEL_WIDTH} columns, each held
 * as its rows, so that the rows being combined stay in the first-level cache.
 */
final class Parameters<M> {

    /** Maximum number of columns of a panel. */
    static final int PANEL_WIDTH = Products.LONGEST_ROW;

    /**
     * A block of a layer after the first. Blocks that share parameters have the same matrices.
     *
     * @param place the layer's inputs and outputs that it connects
     * @param panels the panels of W from left to right, each [outputs] rows of the panel's width
     * @param bias b, [outputs]
     */
    record Block<M>(ParameterLayout.Block place, List<M[]> panels, M bias) {}

    /** W_0, row-major [outputs x inputs], as a single row. */
    final M firstWeights;

    /** b_0, [outputs]. */
    final M firstBias;

    /** a_1, ..., a_A; empty if the scales are not parameters. */
    final M scales;

    final boolean hasScales;
    final boolean trainsFirstLayer;

    /** The matrices of trained parameters; equal indices mean equal parameters in every instance. */
    final List<M> trained = new ArrayList<>();

    private final ParameterLayout layout;
    private final ParameterLayout.Block first;
    private final Arithmetic<M> arithmetic;
    private final List<List<Block<M>>> layers = new ArrayList<>();

    Parameters(ParameterLayout layout, Arithmetic<M> arithmetic) {
        this.layout = layout;
        this.arithmetic = arithmetic;
        first = layout.layers().get(0).blocks().get(0);
        firstWeights = arithmetic.row(first.weights());
        firstBias = arithmetic.row(first.outputs());
        trainsFirstLayer = isTrained(first);
        if (trainsFirstLayer) {
            trained.add(firstWeights);
            trained.add(firstBias);
        }
        for (int l = 1; l < layout.layers().size(); l++) {
            layers.add(blocks(layout.layers().get(l)));
        }
        hasScales = layout.scaleOffset() >= 0;
        scales = arithmetic.row(hasScales ? layout.size() - layout.scaleOffset() : 0);
        if (hasScales) {
            trained.add(scales);
        }
    }

    /** The blocks of layer {@code layer}, at least 1. */
    List<Block<M>> blocks(int layer) {
        return layers.get(layer - 1);
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

    private void transfer(ObjIntConsumer<M> transfer) {
        transfer.accept(firstWeights, first.weightOffset());
        transfer.accept(firstBias, first.biasOffset());
        layers.forEach(blocks -> blocks.forEach(block -> transfer(block, transfer)));
        if (hasScales) {
            transfer.accept(scales, layout.scaleOffset());
        }
    }

    private void transfer(Block<M> block, ObjIntConsumer<M> transfer) {
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
            Block<M> block = byOffset.computeIfAbsent(place.weightOffset(), offset -> newBlock(place));
            blocks.add(new Block<>(place, block.panels, block.bias));
        }
        return blocks;
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
        return new Block<>(place, panels, bias);
    }

    private boolean isTrained(ParameterLayout.Block place) {
        return layout.trainable().stream()
                .anyMatch(range -> range.from() <= place.weightOffset() && place.weightOffset() < range.to());
    }
}
