package io.mscale.backend.ejml;

import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Forward pass over one piece of a batch after another; one instance per thread. Buffers are feature-major: row k
 * holds feature k of every sample of the piece, so that the loops run along the samples.
 */
final class ForwardPass<M> {

    private final Arithmetic<M> arithmetic;
    private final double omega;
    private final int outputLayer;
    private final FirstLayerPass<M> firstLayer;
    private final List<M[]> layers = new ArrayList<>();
    private final List<M[]> derivatives = new ArrayList<>();
    private final List<List<BlockPass<M>>> blocks = new ArrayList<>();
    private final List<List<ActivationRun>> activations = new ArrayList<>();

    /**
     * Allocates the buffers.
     *
     * @param pieceSize samples of a piece
     * @param training whether a backward pass will follow, which needs the activations' derivatives
     */
    ForwardPass(
            NetworkSpec network, Arithmetic<M> arithmetic, Parameters<M> parameters, int pieceSize, boolean training) {
        this.arithmetic = arithmetic;
        this.omega = network.omega();
        this.outputLayer = network.hiddenWidths().size();
        firstLayer = new FirstLayerPass<>(network, arithmetic, parameters, pieceSize);
        BlockPass.Inputs<M> inputs = (first, width) -> firstLayer.panel(width);
        for (int l = 1; l <= outputLayer; l++) {
            int width = network.layerWidths().get(l + 1);
            M[] outputs = arithmetic.rows(width, pieceSize);
            layers.add(outputs);
            blocks.add(BlockPass.of(parameters.blocks(l), inputs, outputs, arithmetic));
            inputs = (first, count) -> Arrays.copyOfRange(outputs, first, first + count);
            if (l < outputLayer) {
                activations.add(network.activationRuns(l));
                if (training) {
                    derivatives.add(arithmetic.rows(width, pieceSize));
                }
            }
        }
    }

    /** Input buffer, to be filled before {@link #run}, [inputs x samples]. */
    M[] inputs() {
        return firstLayer.inputs();
    }

    /** The first hidden layer. */
    FirstLayerPass<M> firstLayer() {
        return firstLayer;
    }

    /** The blocks of layer {@code layer}, at least 1. */
    List<BlockPass<M>> blocks(int layer) {
        return blocks.get(layer - 1);
    }

    /** The derivatives of hidden layer {@code layer}'s activation, at least 1, [outputs x samples]. */
    M[] derivatives(int layer) {
        return derivatives.get(layer - 1);
    }

    /** The network's output, [outputs x samples]. */
    M[] prediction() {
        return layers.get(outputLayer - 1);
    }

    /** Computes the prediction from the inputs. */
    void run() {
        for (int l = 1; l <= outputLayer; l++) {
            for (BlockPass<M> block : blocks(l)) {
                block.startWithBias(arithmetic);
                for (BlockPass.Panel<M> panel : block.panels()) {
                    if (l == 1) {
                        firstLayer.compute(panel.firstInput(), panel.input());
                    }
                    arithmetic.addProduct(panel.weights(), panel.input(), block.output());
                }
            }
            if (l < outputLayer) {
                for (ActivationRun run : activations.get(l - 1)) {
                    activate(l, run);
                }
            }
        }
    }

    /** Computes h = s(w z) and, for training, w s'(w z). */
    private void activate(int layer, ActivationRun run) {
        M[] values = layers.get(layer - 1);
        for (int o = run.from(); o < run.to(); o++) {
            if (omega != 1) {
                arithmetic.scale(values[o], omega);
            }
            if (derivatives.isEmpty()) {
                arithmetic.activate(run.activation(), values[o]);
                continue;
            }
            M derivative = derivatives(layer)[o];
            arithmetic.activate(run.activation(), values[o], derivative);
            if (omega != 1) {
                arithmetic.scale(derivative, omega);
            }
        }
    }
}
