package io.mscale.backend.ejml;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationRun;
import io.mscale.api.network.NetworkSpec;
import java.util.Arrays;

/**
 * The first hidden layer, by far the largest. It is never stored as a whole: each panel is computed where a product
 * needs it, and recomputed in the backward pass, which is cheaper than writing it to memory and reading it back. With
 * w the factor on the activation's argument, K the scale of a neuron and dh the loss's derivatives with respect to
 * its value:
 *
 * <pre>
 * h = s(w K (W x) + w b)     dz = w dh .* s'     db = sum of dz     dW = K dz x^T     da = sum over its neurons of dz W x
 * </pre>
 */
final class FirstLayerPass<M> {

    private final Arithmetic<M> arithmetic;
    private final Parameters<M> parameters;
    private final double omega;
    private final Activations<M> activation;
    private final int samples;
    private final M[] panel;

    /** Input buffer of the piece, [inputs x samples]; its tangents are set here once for all. */
    final M[] inputs;

    /** The width of the widest possible panel. */
    final int panelWidth;

    /** Per neuron: its activation, the initial value of its scale, and the scale's index. */
    private final Activation[] activations;

    private final double[] scales;
    private final int[] scaleOf;

    FirstLayerPass(
            NetworkSpec network,
            Arithmetic<M> arithmetic,
            Parameters<M> parameters,
            PieceRows rows,
            Activations<M> activation) {
        this.arithmetic = arithmetic;
        this.parameters = parameters;
        this.activation = activation;
        this.omega = network.omega();
        samples = rows.samples();
        int width = network.hiddenWidths().get(0);
        inputs = arithmetic.rows(network.inputs(), rows.length());
        for (int c = 0; c < rows.tangents(); c++) {
            arithmetic.fillRange(inputs[c], (1 + c) * samples, samples, 1);
        }
        panelWidth = Math.min(Parameters.PANEL_WIDTH, width);
        panel = arithmetic.rows(panelWidth, rows.length());
        scales = network.scalePerNeuron();
        scaleOf = network.scaleIndexPerNeuron();
        activations = new Activation[width];
        for (ActivationRun run : network.activationRuns(0)) {
            Arrays.fill(activations, run.from(), run.to(), run.activation());
        }
    }

    /** Buffer for a panel of {@code width} neurons, [width x samples]. */
    M[] panel(int width) {
        return Arrays.copyOf(panel, width);
    }

    /** Computes the neurons from {@code first} on, one per row. */
    void compute(int first, M[] rows) {
        for (int k = 0; k < rows.length; k++) {
            preActivation(first + k, rows[k]);
            activation.forward(activations[first + k], rows[k]);
        }
    }

    /**
     * Recomputes the neurons from {@code first} on and adds to the gradient.
     *
     * @param rows receives the neurons' values, [neurons x samples]
     * @param derivatives the loss's derivatives with respect to those values, [neurons x samples]; overwritten
     * @param factors a work row
     */
    void addGradient(int first, M[] rows, M[] derivatives, M factors, Parameters<M> gradient) {
        for (int k = 0; k < rows.length; k++) {
            int neuron = first + k;
            preActivation(neuron, rows[k]);
            activation.forward(activations[neuron], rows[k], factors);
            M dz = derivatives[k];
            activation.back(dz, factors);
            arithmetic.add(gradient.firstBias, neuron, omega * arithmetic.sum(dz, samples));
            double scale = scale(neuron);
            for (int c = 0; c < inputs.length; c++) {
                int index = neuron * inputs.length + c;
                double product = omega * arithmetic.dot(dz, inputs[c]);
                arithmetic.add(gradient.firstWeights, index, scale * product);
                if (parameters.hasScales) {
                    double weight = arithmetic.get(parameters.firstWeights, index);
                    arithmetic.add(gradient.scales, scaleOf[neuron], weight * product);
                }
            }
        }
    }

    /** The argument of the activation. */
    private void preActivation(int neuron, M z) {
        arithmetic.fill(z, samples, omega * arithmetic.get(parameters.firstBias, neuron));
        double factor = omega * scale(neuron);
        for (int c = 0; c < inputs.length; c++) {
            double weight = arithmetic.get(parameters.firstWeights, neuron * inputs.length + c);
            arithmetic.addScaled(z, factor * weight, inputs[c]);
        }
    }

    private double scale(int neuron) {
        return parameters.hasScales ? arithmetic.get(parameters.scales, scaleOf[neuron]) : scales[neuron];
    }
}
