package io.mscale.api.network;

/**
 * Floating-point operations of the matrix products, a multiply and an add counted as two. Activations, biases and the
 * optimiser are not counted: the figure is the work every backend has in common.
 *
 * @param forwardPerSample one sample through the network: 2 per weight
 * @param backwardPerSample gradients of one sample: 2 per weight for the weights, and 2 per weight for the layer's
 *     input except in the first layer, whose input needs none
 */
public record FlopCount(long forwardPerSample, long backwardPerSample) {

    /** Counts a network's work. */
    public static FlopCount of(NetworkSpec network) {
        ParameterLayout layout = ParameterLayout.of(network);
        long weights = layout.layers().stream()
                .mapToLong(ParameterLayout.Layer::weights)
                .sum();
        long firstWeights = layout.layers().get(0).weights();
        return new FlopCount(2 * weights, 4 * weights - 2 * firstWeights);
    }

    /** The work of one optimiser step over {@code samples} samples. */
    public double perStep(int samples) {
        return (double) (forwardPerSample + backwardPerSample) * samples;
    }
}
