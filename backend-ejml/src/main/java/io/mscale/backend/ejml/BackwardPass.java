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

    private final Arithmetic<M> arithmetic;
    private final Parameters<M> gradient;
    private final ForwardPass<M> forward;
    private final boolean trainsFirstLayer;
    private final M[] targets;
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
        trainsFirstLayer = parameters.isFirstLayerTrained();
        targets = arithmetic.rows(network.outputs(), pieceSize);
        slope = arithmetic.row(pieceSize);
        M[] inPlace = arithmetic.rows(0, 0);
        M[] ofFirstHidden =
                arithmetic.rows(trainsFirstLayer ? forward.firstLayer().panelWidth() : 0, pieceSize);
        Map<Integer, M[]> transposed = new HashMap<>();
        for (int l = 1; l <= network.hiddenWidths().size(); l++) {
            M[] derivatives = l == 1 ? ofFirstHidden : inPlace;
            List<BlockReturn<M>> blocks = new ArrayList<>();
            for (int b = 0; b < forward.blocks(l).size(); b++) {
                blocks.add(new BlockReturn<>(
                        forward.blocks(l).get(b), gradient.blocks(l).get(b), derivatives, transposed, arithmetic));
            }
            layers.add(blocks);
        }
    }

    /** Input buffer, to be filled before {@link #run}, [inputs x samples]. */
    M[] inputs() {
        return forward.inputs();
    }

    /** Target buffer, to be filled before {@link #run}, [outputs x samples]. */
    M[] targets() {
        return targets;
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
        M[] prediction = forward.prediction();
        for (int o = 0; o < prediction.length; o++) {
            squares += arithmetic.residual(prediction[o], targets[o], valid, factor);
        }
        for (int l = layers.size(); l >= 1; l--) {
            for (BlockReturn<M> block : layers.get(l - 1)) {
                block.addBiasGradient();
                if (l > 1) {
                    block.passThrough(forward.derivatives(l - 1));
                } else {
                    block.passToFirstLayer(forward.firstLayer(), trainsFirstLayer, gradient, slope);
                }
            }
        }
        return squares;
    }
}
