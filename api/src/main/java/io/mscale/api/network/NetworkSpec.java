package io.mscale.api.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The network that is trained: x in R^inputs, hidden layers, a linear output layer.
 *
 * <pre>
 * z_0 = K .* (W_0 x) + b_0      h_1     = firstActivation(z_0)    (the scales K do not touch the bias: eq. 1.13)
 * z_l = W_l h_l + b_l           h_(l+1) = activation(z_l)         l = 1 .. L-1
 * y   = W_L h_L + b_L
 * </pre>
 *
 * @param structure how the layers are joined
 * @param inputs the number of input dimensions d, at least 1
 * @param hiddenWidths the neurons of each hidden layer, first to last; at least one layer
 * @param outputs the number of output dimensions, at least 1
 * @param scales K, spread over the first layer's neurons by {@link Scales#perNeuron}
 * @param firstActivation the first hidden layer's activation
 * @param activation the other hidden layers' activation
 */
public record NetworkSpec(
        Structure structure,
        int inputs,
        List<Integer> hiddenWidths,
        int outputs,
        Scales scales,
        Activation firstActivation,
        Activation activation) {

    public NetworkSpec {
        hiddenWidths = List.copyOf(hiddenWidths);
        requirePositive("inputs", inputs);
        requirePositive("outputs", outputs);
        if (hiddenWidths.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one hidden layer");
        }
        hiddenWidths.forEach(width -> requirePositive("hidden width", width));
        scales.requireNeurons(hiddenWidths.get(0));
        requireCountable(inputs, hiddenWidths, outputs);
    }

    /** The widths of all layers: inputs, hidden widths, outputs. */
    public List<Integer> layerWidths() {
        List<Integer> widths = new ArrayList<>();
        widths.add(inputs);
        widths.addAll(hiddenWidths);
        widths.add(outputs);
        return List.copyOf(widths);
    }

    /** The activation behind hidden layer {@code layer}, counted from 0. */
    public Activation activationOf(int layer) {
        return layer == 0 ? firstActivation : activation;
    }

    /** K: one factor per first-layer neuron. */
    public double[] scalePerNeuron() {
        return scales.perNeuron(hiddenWidths.get(0));
    }

    /** Parameters are indexed by {@code int}. */
    private static void requireCountable(int inputs, List<Integer> hiddenWidths, int outputs) {
        long parameters = 0;
        long below = inputs;
        for (int l = 0; l <= hiddenWidths.size(); l++) {
            int width = l < hiddenWidths.size() ? hiddenWidths.get(l) : outputs;
            parameters += (below + 1) * width;
            below = width;
            if (parameters > Integer.MAX_VALUE || parameters < 0) {
                throw new IllegalArgumentException(
                        "hidden widths " + hiddenWidths + " give more than " + Integer.MAX_VALUE + " parameters");
            }
        }
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, not " + value);
        }
    }
}
