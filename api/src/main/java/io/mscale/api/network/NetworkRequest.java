package io.mscale.api.network;

import java.util.ArrayList;
import java.util.List;

/**
 * What a user, or a task for the user, asks of a network; a {@link Variant} makes a {@link NetworkSpec} of it.
 *
 * @param inputs the number of input dimensions
 * @param hiddenWidths the neurons of each hidden layer
 * @param outputs the number of output dimensions
 * @param scales the scales of the multi-scale variants
 * @param firstActivation the first hidden layer's activation, where the variant leaves the choice
 * @param activation the other hidden layers' activation, where the variant leaves the choice
 * @param trainScales whether the multi-scale variants train their scales
 * @param baselines numbers of the baseline variants
 */
public record NetworkRequest(
        int inputs,
        List<Integer> hiddenWidths,
        int outputs,
        Scales scales,
        ActivationPattern firstActivation,
        ActivationPattern activation,
        boolean trainScales,
        Baselines baselines) {

    public NetworkRequest {
        hiddenWidths = List.copyOf(hiddenWidths);
    }

    /** The same request with other hidden layers. */
    public NetworkRequest withHiddenWidths(List<Integer> other) {
        return new NetworkRequest(inputs, other, outputs, scales, firstActivation, activation, trainScales, baselines);
    }

    /** The same request with other activations. */
    NetworkRequest withActivations(ActivationPattern first, ActivationPattern other) {
        return new NetworkRequest(inputs, hiddenWidths, outputs, scales, first, other, trainScales, baselines);
    }

    /** The network of these widths and activations with the given structure, scales and first layer. */
    NetworkSpec build(Structure structure, Scales chosen, FirstLayer firstLayer) {
        return build(structure, chosen, firstLayer, hiddenWidths, firstActivation);
    }

    /** The network whose first layer consists of {@code firstWidth} sines. */
    NetworkSpec buildFeatures(Structure structure, Scales chosen, FirstLayer firstLayer, int firstWidth) {
        List<Integer> widths = new ArrayList<>(hiddenWidths);
        widths.set(0, firstWidth);
        return build(structure, chosen, firstLayer, widths, Activation.SIN);
    }

    private NetworkSpec build(
            Structure structure, Scales chosen, FirstLayer firstLayer, List<Integer> widths, ActivationPattern first) {
        return new NetworkSpec(structure, inputs, widths, outputs, chosen, first, activation, firstLayer, 1);
    }
}
