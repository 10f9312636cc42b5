package io.mscale.backend.simd;

import io.mscale.api.network.Activation;

/**
 * Up to {@link Panels#WIDTH} neurons of one layer that have the same activation and are read by the same block of the
 * next layer: the unit of the backward pass. The neurons need not be adjacent; a panel with fewer of them is padded.
 */
final class Panel {

    private final Activation activation;
    private final int[] neurons;
    private final int weights;
    private final int first;

    /**
     * Creates a panel.
     *
     * @param activation the activation of its neurons
     * @param neurons their indices in their layer
     * @param weights offset of the weights by which the block multiplies them, a panel [outputs x neurons]
     * @param first for neurons of the first layer the offset of W_0^T and b_0, a panel [inputs + 1 x neurons]; else
     *     -1
     */
    Panel(Activation activation, int[] neurons, int weights, int first) {
        this.activation = activation;
        this.neurons = neurons.clone();
        this.weights = weights;
        this.first = first;
    }

    Activation activation() {
        return activation;
    }

    /** The number of neurons. */
    int size() {
        return neurons.length;
    }

    /** Indices of the neurons in their layer; callers must not modify them. */
    int[] neurons() {
        return neurons;
    }

    int weights() {
        return weights;
    }

    int first() {
        return first;
    }
}
