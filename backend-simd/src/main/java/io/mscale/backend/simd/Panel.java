package io.mscale.backend.simd;

import io.mscale.api.network.Activation;

/**
 * Up to {@link Panels#WIDTH} neurons of one layer that have the same activation and that the same block of the next
 * layer reads: the unit of the backward pass. Neurons need not be neighbours; a panel with fewer of them is padded.
 */
final class Panel {

    private final Activation activation;
    private final int[] neurons;
    private final int weights;
    private final int first;

    /**
     * A panel.
     *
     * @param activation what its neurons compute
     * @param neurons their indices in their layer
     * @param weights where the weights by which the block multiplies them lie, a panel [outputs x neurons]
     * @param first for neurons of the first layer: where W_0^T and b_0 lie, a panel [inputs + 1 x neurons]; else -1
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

    /** Indices of the neurons in their layer; not to be changed. */
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
