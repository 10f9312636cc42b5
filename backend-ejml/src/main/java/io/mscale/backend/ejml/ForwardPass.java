package io.mscale.backend.ejml;

import io.mscale.api.network.Activation;
import io.mscale.api.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes one piece of a batch after another through the network; each thread has its own. Buffers are feature-major: row
 * k holds feature k of every sample of the piece, so that the loops run along the samples.
 *
 * <p>The first hidden layer, by far the largest, is never held as a whole: it is computed panel by panel where a product
 * needs it, and again on the way back, which is cheaper than writing it to memory and reading it.
 */
final class ForwardPass<M> {

    private final Activation firstActivation;
    private final Activation activation;
    private final Arithmetic<M> arithmetic;
    private final Parameters<M> parameters;
    private final double[] scales;
    private final int pieceSize;
    private final int outputLayer;
    private final M[] inputs;
    private final M[] firstHidden;
    private final List<M[]> layers = new ArrayList<>();
    private final List<M[]> derivatives = new ArrayList<>();

    /**
     * Allocates the buffers.
     *
     * @param pieceSize samples of a piece
     * @param training whether the way back will follow, which needs the activations' derivatives
     */
    ForwardPass(
            NetworkSpec network, Arithmetic<M> arithmetic, Parameters<M> parameters, int pieceSize, boolean training) {
        this.firstActivation = network.firstActivation();
        this.activation = network.activation();
        this.arithmetic = arithmetic;
        this.parameters = parameters;
        this.scales = network.scalePerNeuron();
        this.pieceSize = pieceSize;
        this.outputLayer = network.hiddenWidths().size();
        int firstWidth = network.hiddenWidths().get(0);
        inputs = arithmetic.rows(network.inputs(), pieceSize);
        firstHidden = arithmetic.rows(Math.min(Parameters.PANEL_WIDTH, firstWidth), pieceSize);
        for (int l = 1; l <= outputLayer; l++) {
            int width = network.layerWidths().get(l + 1);
            layers.add(arithmetic.rows(width, pieceSize));
            if (training && l < outputLayer) {
                derivatives.add(arithmetic.rows(width, pieceSize));
            }
        }
    }

    /** Samples of a piece. */
    int pieceSize() {
        return pieceSize;
    }

    /** Where the piece's inputs go before {@link #run}, [inputs x samples]. */
    M[] inputs() {
        return inputs;
    }

    /** The output of layer {@code layer}, at least 1, [outputs x samples]. */
    M[] layer(int layer) {
        return layers.get(layer - 1);
    }

    /** The derivatives of hidden layer {@code layer}'s activation, at least 1, [outputs x samples]. */
    M[] derivatives(int layer) {
        return derivatives.get(layer - 1);
    }

    /** The network's output, [outputs x samples]. */
    M[] prediction() {
        return layer(outputLayer);
    }

    /** The panel of the first hidden layer that was last computed, [panel width x samples]. */
    M[] firstHidden() {
        return firstHidden;
    }

    /** The scale of a first-layer neuron. */
    double scale(int neuron) {
        return scales[neuron];
    }

    /** Computes the prediction from the inputs. */
    void run() {
        for (int l = 1; l <= outputLayer; l++) {
            Parameters.Dense<M> dense = parameters.dense(l);
            M[] output = layer(l);
            for (int o = 0; o < output.length; o++) {
                arithmetic.fill(output[o], dense.bias(), o);
            }
            int feature = 0;
            for (int p = 0; p < dense.panels().size(); p++) {
                M[] panel = dense.panels().get(p);
                int width = arithmetic.length(panel[0]);
                if (l == 1) {
                    computeFirstHidden(feature, width);
                    arithmetic.addProduct(panel, firstHidden, 0, width, output, output.length);
                } else {
                    arithmetic.addProduct(panel, layer(l - 1), feature, width, output, output.length);
                }
                feature += width;
            }
            if (l < outputLayer) {
                activate(l, output);
            }
        }
    }

    private void computeFirstHidden(int first, int count) {
        for (int k = 0; k < count; k++) {
            preActivation(first + k, firstHidden[k]);
            arithmetic.activate(firstActivation, firstHidden[k]);
        }
    }

    /** Computes row {@code row} of the first hidden panel for a neuron, and the activation's derivative there. */
    void recomputeFirstHidden(int neuron, int row, M derivative) {
        preActivation(neuron, firstHidden[row]);
        arithmetic.activate(firstActivation, firstHidden[row], derivative);
    }

    private void preActivation(int neuron, M z) {
        arithmetic.preActivation(parameters.firstWeights(), parameters.firstBias(), neuron, scales[neuron], inputs, z);
    }

    private void activate(int layer, M[] z) {
        for (int o = 0; o < z.length; o++) {
            if (derivatives.isEmpty()) {
                arithmetic.activate(activation, z[o]);
            } else {
                arithmetic.activate(activation, z[o], derivatives(layer)[o]);
            }
        }
    }
}
