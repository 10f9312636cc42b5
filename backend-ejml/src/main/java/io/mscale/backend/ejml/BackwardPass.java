package io.mscale.backend.ejml;

import io.mscale.api.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes pieces of a batch forwards and backwards and adds up the gradient; each thread has its own. With dz the loss's
 * derivatives by a layer's pre-activations and h the layer's input:
 *
 * <pre>
 * dW = dz h^T     db = row sums of dz     dz of the layer before = (W^T dz) .* activation'
 * </pre>
 */
final class BackwardPass<M> {

    private final Arithmetic<M> arithmetic;
    private final Parameters<M> parameters;
    private final Parameters<M> gradient;
    private final ForwardPass<M> forward;
    private final int outputLayer;

    private final M[] targets;

    /** Derivatives of the loss by one panel of the first hidden layer, [panel width x samples]. */
    private final M[] firstHiddenGradient;

    /** One panel of a layer's input with samples as rows, [samples x panel width], by panel width. */
    private final List<M[]> transposed = new ArrayList<>();

    private final M slope;

    BackwardPass(
            NetworkSpec network,
            Arithmetic<M> arithmetic,
            Parameters<M> parameters,
            Parameters<M> gradient,
            int pieceSize) {
        this.arithmetic = arithmetic;
        this.parameters = parameters;
        this.gradient = gradient;
        this.forward = new ForwardPass<>(network, arithmetic, parameters, pieceSize, true);
        this.outputLayer = network.hiddenWidths().size();
        targets = arithmetic.rows(network.outputs(), pieceSize);
        firstHiddenGradient = arithmetic.rows(forward.firstHidden().length, pieceSize);
        slope = arithmetic.row(pieceSize);
        for (int l = 1; l <= outputLayer; l++) {
            for (M[] panel : parameters.dense(l).panels()) {
                int width = arithmetic.length(panel[0]);
                if (transposed.stream().noneMatch(rows -> arithmetic.length(rows[0]) == width)) {
                    transposed.add(arithmetic.rows(pieceSize, width));
                }
            }
        }
    }

    /** Where the piece's inputs go before {@link #run}, [inputs x samples]. */
    M[] inputs() {
        return forward.inputs();
    }

    /** Where the piece's targets go before {@link #run}, [outputs x samples]. */
    M[] targets() {
        return targets;
    }

    /**
     * Adds the piece's share to the gradient of {@code factor} / 2 times the sum of squared residuals.
     *
     * @param valid samples that count; the rest of the piece is padding
     * @return the sum of squared residuals
     */
    double run(int valid, double factor) {
        forward.run();
        double squares = 0;
        M[] prediction = forward.prediction();
        for (int o = 0; o < prediction.length; o++) {
            squares += arithmetic.residual(prediction[o], targets[o], valid, factor);
        }
        for (int l = outputLayer; l >= 1; l--) {
            M[] dz = forward.layer(l);
            M bias = gradient.dense(l).bias();
            for (int o = 0; o < dz.length; o++) {
                arithmetic.addSum(bias, o, dz[o]);
            }
            if (l > 1) {
                passThrough(l, dz);
            } else {
                passToFirstLayer(dz);
            }
        }
        return squares;
    }

    private void passThrough(int l, M[] dz) {
        M[] input = forward.layer(l - 1);
        M[] derivatives = forward.derivatives(l - 1);
        int feature = 0;
        for (int p = 0; p < parameters.dense(l).panels().size(); p++) {
            M[] panel = parameters.dense(l).panels().get(p);
            int width = arithmetic.length(panel[0]);
            addWeightGradient(
                    input, feature, width, dz, gradient.dense(l).panels().get(p));
            arithmetic.setTransposedProduct(panel, dz, dz.length, input, feature, width);
            for (int k = feature; k < feature + width; k++) {
                arithmetic.multiply(input[k], derivatives[k]);
            }
            feature += width;
        }
    }

    private void passToFirstLayer(M[] dz) {
        M[] hidden = forward.firstHidden();
        int inputs = forward.inputs().length;
        int neuron = 0;
        for (int p = 0; p < parameters.dense(1).panels().size(); p++) {
            M[] panel = parameters.dense(1).panels().get(p);
            int width = arithmetic.length(panel[0]);
            arithmetic.setTransposedProduct(panel, dz, dz.length, firstHiddenGradient, 0, width);
            for (int k = 0; k < width; k++) {
                forward.recomputeFirstHidden(neuron + k, k, slope);
                M dz0 = firstHiddenGradient[k];
                arithmetic.multiply(dz0, slope);
                arithmetic.addSum(gradient.firstBias(), neuron + k, dz0);
                for (int c = 0; c < inputs; c++) {
                    int index = (neuron + k) * inputs + c;
                    arithmetic.addDot(
                            gradient.firstWeights(), index, forward.scale(neuron + k), dz0, forward.inputs()[c]);
                }
            }
            addWeightGradient(hidden, 0, width, dz, gradient.dense(1).panels().get(p));
            neuron += width;
        }
    }

    private void addWeightGradient(M[] input, int first, int width, M[] dz, M[] panelGradient) {
        for (int i = 0; i < transposed.size(); i++) {
            M[] rows = transposed.get(i);
            if (arithmetic.length(rows[0]) == width) {
                arithmetic.transpose(input, first, width, rows);
                arithmetic.addProduct(dz, rows, 0, rows.length, panelGradient, panelGradient.length);
            }
        }
    }
}
