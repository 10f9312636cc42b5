package io.mscale.backend.ejml;

import io.mscale.api.network.NetworkSpec;
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

    /** Target buffer, to be filled before {@link #run}, [outputs x samples]. */
    final M[] targets;

    private final Arithmetic<M> arithmetic;
    private final Parameters<M> gradient;
    private final List<List<BlockReturn<M>>> layers = new ArrayList<>();
    private final M slope;

    BackwardPass(
            NetworkSpec network,
            Arithmetic<M> arithmetic,
            Parameters<M> parameters,
            Parameters<M> gradient,
            int pieceSize) {
        this.arithmetic = arithmetic;
        this.gradient = gradient;
        forward = new ForwardPass<>(network, arithmetic, parameters, pieceSize, true);
        targets = arithmetic.rows(network.outputs(), pieceSize);
        slope = arithmetic.row(pieceSize);
        M[] inPlace = arithmetic.rows(0, 0);
        M[] ofFirstHidden = arithmetic.rows(gradient.trainsFirstLayer ? forward.firstLayer.panelWidth : 0, pieceSize);
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
     * Adds the piece's share of the gradient of {@code factor} / 2 times the sum of squared residuals.
     *
     * @param valid number of actual samples; the rest of the piece is padding
     * @return the sum of squared residuals
     */
    double run(int valid, double factor) {
        forward.run();
        double squares = 0;
        for (int o = 0; o < targets.length; o++) {
            squares += arithmetic.residual(forward.prediction[o], targets[o], valid, factor);
        }
        for (int l = layers.size() - 1; l >= 0; l--) {
            for (BlockReturn<M> block : layers.get(l)) {
                block.addBiasGradient();
                if (l > 0) {
                    block.passThrough(forward.derivatives.get(l - 1));
                } else {
                    block.passToFirstLayer(forward.firstLayer, gradient, slope);
                }
            }
        }
        return squares;
    }
}
