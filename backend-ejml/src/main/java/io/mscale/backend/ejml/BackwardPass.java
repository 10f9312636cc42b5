package io.mscale.backend.ejml;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.training.Energy;
import io.mscale.api.training.Loss;
import io.mscale.api.training.Residual;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Forward and backward pass over pieces of a batch, summing up the gradient; one instance per thread. No two blocks
 * of a layer read the same inputs, so each block sets its own part of the derivatives of the layer below. Blocks that
 * share parameters add to the same gradient.
 */
final class BackwardPass<M> {

    final ForwardPass<M> forward;

    /** Target buffer, to be filled before {@link #run}, [columns x samples]. */
    final M[] targets;

    private final Arithmetic<M> arithmetic;
    private final Parameters<M> gradient;
    private final List<List<BlockReturn<M>>> layers = new ArrayList<>();
    private final M factors;
    private final Loss loss;
    private final PieceRows rows;

    BackwardPass(
            NetworkSpec network,
            Arithmetic<M> arithmetic,
            Parameters<M> parameters,
            Parameters<M> gradient,
            Loss loss,
            int pieceSize) {
        this.arithmetic = arithmetic;
        this.gradient = gradient;
        this.loss = loss;
        rows = PieceRows.of(loss, network.inputs(), pieceSize);
        forward = new ForwardPass<>(network, arithmetic, parameters, rows, true);
        targets = arithmetic.rows(loss.targetColumns(network.inputs(), network.outputs()), pieceSize);
        factors = arithmetic.row(rows.length());
        M[] inPlace = arithmetic.rows(0, 0);
        int panelWidth = gradient.trainsFirstLayer ? forward.firstLayer.panelWidth : 0;
        M[] ofFirstHidden = arithmetic.rows(panelWidth, rows.length());
        Map<Integer, M[]> transposed = new HashMap<>();
        for (int l = 0; l < forward.blocks.size(); l++) {
            M[] derivatives = l == 0 ? ofFirstHidden : inPlace;
            List<BlockPass<M>> passes = forward.blocks.get(l);
            List<BlockReturn<M>> blocks = new ArrayList<>();
            for (int b = 0; b < passes.size(); b++) {
                Parameters.Block<M> ofBlock = gradient.blocks(l + 1).get(b);
                blocks.add(new BlockReturn<>(
                        passes.get(b), ofBlock, derivatives, transposed, arithmetic, forward.products));
            }
            layers.add(blocks);
        }
    }

    /**
     * Adds the piece's share of the gradient of {@code factor} times the loss's sum over the batch.
     *
     * @param valid number of actual samples; the rest of the piece is padding
     * @return the sum over the piece
     */
    double run(int valid, double factor) {
        forward.run();
        double sum = toDerivatives(valid, factor);
        for (int l = layers.size() - 1; l >= 0; l--) {
            for (BlockReturn<M> block : layers.get(l)) {
                block.addBiasGradient(rows.samples());
                if (l > 0) {
                    block.passThrough(forward.activation, forward.factors.get(l - 1));
                } else {
                    block.passToFirstLayer(forward.firstLayer, gradient, factors);
                }
            }
        }
        return sum;
    }

    /** Replaces the network's output by the loss's derivatives with respect to it. */
    private double toDerivatives(int valid, double factor) {
        M[] output = forward.prediction;
        if (loss instanceof Energy) {
            return arithmetic.energy(output[0], targets, rows, valid, factor);
        }
        if (loss instanceof Residual) {
            return arithmetic.equationResidual(output[0], targets, rows, valid, factor);
        }
        double squares = 0;
        for (int o = 0; o < targets.length; o++) {
            squares += arithmetic.residual(output[o], targets[o], valid, 2 * factor);
        }
        return squares;
    }
}
