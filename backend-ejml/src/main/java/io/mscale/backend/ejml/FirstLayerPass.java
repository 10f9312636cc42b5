package io.mscale.backend.ejml;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import java.util.Arrays;

/**
 * The first hidden layer, by far the largest. It is never held as a whole: it is computed panel by panel where a product
 * needs it, and again on the way back, which is cheaper than writing it to memory and reading it. With w the factor on
 * the activation's argument, K the scale of a neuron and dh the loss's derivatives by its value:
 *
 * <pre>
 * h = s(w K (W x) + w b)     dz = w dh .* s'     db = sum of dz     dW = K dz x^T     da = sum over its neurons of dz W x
 * </pre>
 */
final class FirstLayerPass<M> {

    private final Arithmetic<M> arithmetic;
    private final Parameters<M> parameters;
    private final double omega;
    private final M[] inputs;
    private final M[] panel;

    /** What each neuron computes, the scale it starts from, and that scale's place among the scales. */
    private final Activation[] activations;

    private final double[] scales;
    private final int[] scaleOf;

    FirstLayerPass(NetworkSpec network, Arithmetic<M> arithmetic, Parameters<M> parameters, int pieceSize) {
        this.arithmetic = arithmetic;
        this.parameters = parameters;
        this.omega = network.omega();
        int width = network.hiddenWidths().get(0);
        inputs = arithmetic.rows(network.inputs(), pieceSize);
        panel = arithmetic.rows(Math.min(Parameters.PANEL_WIDTH, width), pieceSize);
        scales = network.scalePerNeuron();
        scaleOf = new int[width];
        activations = new Activation[width];
        for (ActivationRun run : network.activationRuns(0)) {
            Arrays.fill(activations, run.from(), run.to(), run.activation());
        }
        int neuron = 0;
        for (int scale = 0; scale < network.scales().count(); scale++) {
            int size = network.scaleBlockSizes().get(scale);
            Arrays.fill(scaleOf, neuron, neuron + size, scale);
            neuron += size;
        }
    }

    /** Where the piece's inputs go, [inputs x samples]. */
    M[] inputs() {
        return inputs;
    }

    /** The width of the widest panel that there can be. */
    int panelWidth() {
        return panel.length;
    }

    /** The rows that hold a panel of {@code width} neurons while it is needed, [width x samples]. */
    M[] panel(int width) {
        return Arrays.copyOf(panel, width);
    }

    /** Computes neurons {@code first ..}, one for each row. */
    void compute(int first, M[] rows) {
        for (int k = 0; k < rows.length; k++) {
            preActivation(first + k, rows[k]);
            arithmetic.activate(activations[first + k], rows[k]);
        }
    }

    /**
     * Computes neurons {@code first ..} again and adds to the gradient.
     *
     * @param rows receives the neurons' values, [neurons x samples]
     * @param derivatives the loss's derivatives by those values, [neurons x samples]; overwritten
     * @param slope a row to work in
     */
    void addGradient(int first, M[] rows, M[] derivatives, M slope, Parameters<M> gradient) {
        for (int k = 0; k < rows.length; k++) {
            int neuron = first + k;
            preActivation(neuron, rows[k]);
            arithmetic.activate(activations[neuron], rows[k], slope);
            M dz = derivatives[k];
            arithmetic.multiply(dz, slope);
            arithmetic.add(gradient.firstBias(), neuron, omega * arithmetic.sum(dz));
            double scale = scale(neuron);
            for (int c = 0; c < inputs.length; c++) {
                int index = neuron * inputs.length + c;
                double product = omega * arithmetic.dot(dz, inputs[c]);
                arithmetic.add(gradient.firstWeights(), index, scale * product);
                if (parameters.hasScales()) {
                    double weight = arithmetic.get(parameters.firstWeights(), index);
                    arithmetic.add(gradient.scales(), scaleOf[neuron], weight * product);
                }
            }
        }
    }

    /** The argument of the activation. */
    private void preActivation(int neuron, M z) {
        arithmetic.fill(z, omega * arithmetic.get(parameters.firstBias(), neuron));
        double factor = omega * scale(neuron);
        for (int c = 0; c < inputs.length; c++) {
            double weight = arithmetic.get(parameters.firstWeights(), neuron * inputs.length + c);
            arithmetic.addScaled(z, factor * weight, inputs[c]);
        }
    }

    private double scale(int neuron) {
        return parameters.hasScales() ? arithmetic.get(parameters.scales(), scaleOf[neuron]) : scales[neuron];
    }
}
