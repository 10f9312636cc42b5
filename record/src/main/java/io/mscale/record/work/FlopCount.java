package io.mscale.record.work;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.training.Loss;

/**
 * Floating-point operations of the matrix products; a multiply and an add count as two. Activations, biases and the
 * optimiser are excluded: this is the work that all backends have in common.
 *
 * @param forwardPerSample one sample through the network: 2 per use of a weight
 * @param backwardPerSample gradients of one sample: 2 per use of a trained weight, and 2 per use for the layer's
 *     input, except where nothing below the layer is trained
 * @param rows rows of each layer that a sample takes in a step: {@link Loss#rows}
 */
public record FlopCount(long forwardPerSample, long backwardPerSample, int rows) {

    /** The work of a loss without derivatives by the input. */
    public FlopCount(long forwardPerSample, long backwardPerSample) {
        this(forwardPerSample, backwardPerSample, 1);
    }

    /** Counts a network's work under a loss. */
    public static FlopCount of(NetworkSpec network, Loss loss) {
        ParameterLayout layout = ParameterLayout.of(network);
        boolean frozen = network.firstLayer().isFrozen();
        long forward = 0;
        long backward = 0;
        for (int l = 0; l < layout.layers().size(); l++) {
            long products = layout.layers().get(l).products();
            boolean needsWeights = l > 0 || !frozen;
            boolean needsInput = l > 1 || (l == 1 && !frozen);
            forward += 2 * products;
            backward += (needsWeights ? 2 * products : 0) + (needsInput ? 2 * products : 0);
        }
        return new FlopCount(forward, backward, loss.rows(network.inputs()));
    }

    /** The work of one optimiser step over {@code samples} samples. */
    public double perStep(int samples) {
        return (double) (forwardPerSample + backwardPerSample) * rows * samples;
    }
}
