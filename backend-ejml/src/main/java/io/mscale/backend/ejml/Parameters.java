package io.mscale.backend.ejml;

import io.mscale.api.network.ParameterLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * One value per parameter (the parameters themselves, a gradient or a moment), in the shapes the products want. The
 * weights of a layer behind the first are cut into panels of at most {@link #PANEL_WIDTH} columns, each held as its
 * rows, so that the rows that are combined stay in the first-level cache.
 */
final class Parameters<M> {

    /** Columns of a panel. */
    static final int PANEL_WIDTH = 512;

    /**
     * A layer behind the first.
     *
     * @param panels the panels of W_l from left to right, each [outputs] rows of the panel's width
     * @param bias b_l, [outputs]
     */
    record Dense<M>(List<M[]> panels, M bias) {}

    private final ParameterLayout layout;
    private final Arithmetic<M> arithmetic;
    private final M firstWeights;
    private final M firstBias;
    private final List<Dense<M>> dense = new ArrayList<>();
    private final List<M> matrices = new ArrayList<>();

    Parameters(ParameterLayout layout, Arithmetic<M> arithmetic) {
        this.layout = layout;
        this.arithmetic = arithmetic;
        ParameterLayout.Block first = layout.layers().get(0).blocks().get(0);
        firstWeights = arithmetic.row(first.weights());
        firstBias = arithmetic.row(first.outputs());
        matrices.add(firstWeights);
        matrices.add(firstBias);
        for (int l = 1; l < layout.layers().size(); l++) {
            ParameterLayout.Block layer = layout.layers().get(l).blocks().get(0);
            List<M[]> panels = new ArrayList<>();
            for (int column = 0; column < layer.inputs(); column += PANEL_WIDTH) {
                panels.add(arithmetic.rows(layer.outputs(), Math.min(PANEL_WIDTH, layer.inputs() - column)));
            }
            M bias = arithmetic.row(layer.outputs());
            dense.add(new Dense<>(List.copyOf(panels), bias));
            panels.forEach(panel -> matrices.addAll(List.of(panel)));
            matrices.add(bias);
        }
    }

    /** W_0, row-major [outputs x inputs] in one row. */
    M firstWeights() {
        return firstWeights;
    }

    /** b_0, [outputs]. */
    M firstBias() {
        return firstBias;
    }

    /** Layer {@code layer}, at least 1. */
    Dense<M> dense(int layer) {
        return dense.get(layer - 1);
    }

    /** The number of matrices that hold the parameters. */
    int matrixCount() {
        return matrices.size();
    }

    /** One of the matrices that hold the parameters; equal indices mean equal parameters in every instance. */
    M matrix(int index) {
        return matrices.get(index);
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
        transfer.accept(firstWeights, layout.layers().get(0).blocks().get(0).weightOffset());
        transfer.accept(firstBias, layout.layers().get(0).blocks().get(0).biasOffset());
        for (int l = 1; l < layout.layers().size(); l++) {
            ParameterLayout.Block layer = layout.layers().get(l).blocks().get(0);
            int column = 0;
            for (M[] panel : dense(l).panels()) {
                for (int o = 0; o < layer.outputs(); o++) {
                    transfer.accept(panel[o], layer.weightOffset() + o * layer.inputs() + column);
                }
                column += arithmetic.length(panel[0]);
            }
            transfer.accept(dense(l).bias(), layer.biasOffset());
        }
    }
}
