package io.mscale.record.work;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.training.Energy;
import io.mscale.api.training.Loss;

/**
 * Floating-point operations of the matrix products; a multiply and an add count as two. Activations, biases and the
 * optimiser are excluded: this is the work that all backends have in common.
 *
 * @param forwardPerSample one sample through the network: 2 per use of a weight
 * @param backwardPerSample gradients of one sample: 2 per use of a trained weight, and 2 per use for the layer's
 *     input, except where nothing below the layer is trained
 * @param factor how many times as much a step of the loss takes
 */
public record FlopCount(long forwardPerSample, long backwardPerSample, int factor) {

    /**
     * Back to the inputs for the gradient, forward along one direction of them, and back with both: what automatic
     * differentiation takes, with any number of inputs. Rows for all of them take more from two inputs on.
     */
    private static final int OF_AN_ENERGY = 2;

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
        int factor = loss instanceof Energy ? OF_AN_ENERGY : loss.rows(network.inputs());
        return new FlopCount(forward, backward, factor);
    }

    /** The work of one optimiser step over {@code samples} samples. */
    public double perStep(int samples) {
        return (double) (forwardPerSample + backwardPerSample) * factor * samples;
    }
}
