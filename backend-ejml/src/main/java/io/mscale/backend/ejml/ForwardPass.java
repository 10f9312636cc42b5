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

    final FirstLayerPass<M> firstLayer;

    /** Input buffer, to be filled before {@link #run}, [inputs x samples]. */
    final M[] inputs;

    /** The network's output, [outputs x samples]. */
    final M[] prediction;

    /** The blocks of each layer from the second on. */
    final List<List<BlockPass<M>>> blocks = new ArrayList<>();

    /** For training: what {@link Activations#back} needs of each hidden layer, from the second on, [outputs x samples]. */
    final List<M[]> factors = new ArrayList<>();

    /** The products of the thread. */
    final Products<M> products;

    /** The activations of the thread. */
    final Activations<M> activation;

    private final Arithmetic<M> arithmetic;
    private final NetworkSpec network;
    private final int samples;
    private final List<M[]> layers = new ArrayList<>();
    private final List<List<ActivationRun>> activations = new ArrayList<>();

    /**
     * Allocates the buffers.
     *
     * @param rows what rows of buffers hold of a piece
     * @param training whether a backward pass will follow, which needs the activations' derivatives
     */
    ForwardPass(
            NetworkSpec network, Arithmetic<M> arithmetic, Parameters<M> parameters, PieceRows rows, boolean training) {
        this.arithmetic = arithmetic;
        this.network = network;
        products = arithmetic.products();
        samples = rows.samples();
        activation = arithmetic.activations(rows);
        firstLayer = new FirstLayerPass<>(network, arithmetic, parameters, rows, activation);
        inputs = firstLayer.inputs;
        int last = network.hiddenWidths().size();
        BlockPass.Inputs<M> below = (first, width) -> firstLayer.panel(width);
        for (int l = 1; l <= last; l++) {
            int width = network.layerWidths().get(l + 1);
            M[] outputs = arithmetic.rows(width, rows.length());
            layers.add(outputs);
            blocks.add(BlockPass.of(parameters.blocks(l), below, outputs, arithmetic));
            below = (first, count) -> Arrays.copyOfRange(outputs, first, first + count);
            if (l < last) {
                activations.add(network.activationRuns(l));
                if (training) {
                    factors.add(arithmetic.rows(width, rows.length()));
                }
            }
        }
        prediction = layers.get(last - 1);
    }

    /** Computes the prediction from the inputs. */
    void run() {
        for (int l = 0; l < layers.size(); l++) {
            for (BlockPass<M> block : blocks.get(l)) {
                block.startWithBias(arithmetic, samples);
                for (BlockPass.Panel<M> panel : block.panels) {
                    if (l == 0) {
                        firstLayer.compute(panel.firstInput, panel.input);
                    }
                    products.add(panel.weights, panel.input, block.output);
                }
            }
            if (l < activations.size()) {
                for (ActivationRun run : activations.get(l)) {
                    activate(l, run);
                }
            }
        }
    }

    /** Computes h = s(w z) and, for training, w s'(w z) or w times whatever else leads back. */
    private void activate(int layer, ActivationRun run) {
        double omega = network.omega();
        M[] values = layers.get(layer);
        for (int o = run.from(); o < run.to(); o++) {
            if (omega != 1) {
                arithmetic.scale(values[o], omega);
            }
            if (factors.isEmpty()) {
                activation.forward(run.activation(), values[o]);
                continue;
            }
            M factor = factors.get(layer)[o];
            activation.forward(run.activation(), values[o], factor);
            if (omega != 1) {
                arithmetic.scale(factor, omega);
            }
        }
    }
}
