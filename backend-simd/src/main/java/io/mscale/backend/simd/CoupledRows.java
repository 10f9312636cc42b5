package io.mscale.backend.simd;

import io.mscale.api.network.Activation;

/**
 * The activation of a panel of neurons over all rows of its samples, for one thread. Activations couple the rows of a sample,
 * and nothing else does: for the rest of a step, rows are more samples.
 */
final class CoupledRows<A> {

    /** Values, first derivatives and Laplacian. */
    private final boolean hasLaplacian;

    private final int tangents;
    private final int start;
    private final double omega;
    private final Kernels<A> kernels;
    private final RowKernels<A> loops;

    /** An activation's values, a panel. */
    private final A values;

    /** Its derivatives, a panel for each of three orders. */
    private final A derivatives;

    /**
     * For networks of that many inputs.
     *
     * @param rows the loss's rows of a sample
     */
    CoupledRows(Kernels<A> kernels, int inputs, int rows, double omega) {
        this.kernels = kernels;
        this.omega = omega;
        tangents = inputs;
        hasLaplacian = rows > 1 + inputs;
        loops = kernels.rows();
        start = kernels.alignedStart();
        values = kernels.zeros(start + RowKernels.NEXT);
        derivatives = kernels.zeros(start + 3 * RowKernels.NEXT);
    }

    /**
     * Replaces the rows of z by those of h.
     *
     * @param from where the values' panel begins
     * @param stride distance to the next row's panel
     * @param count size of a panel
     * @param bound see {@link Kernels#activate}
     */
    void forward(Activation activation, A h, int from, int stride, int count, double bound) {
        int order = hasLaplacian ? 2 : 1;
        loops.derivatives(activation, h, from, count, bound, values, derivatives, start, order);
        if (hasLaplacian) {
            loops.carryLaplacian(values, derivatives, start, h, from, stride, count, tangents);
        } else {
            loops.carryTangents(values, derivatives, start, h, from, stride, count, tangents);
        }
    }

    /** As {@link #forward}, and replaces the loss's derivatives g by the rows of h by those by the layer's z. */
    void backward(Activation activation, A h, A g, int from, int stride, int count, double bound) {
        int order = hasLaplacian ? 3 : 2;
        loops.derivatives(activation, h, from, count, bound, values, derivatives, start, order);
        double factor = omega * kernels.argument(activation).factor();
        if (hasLaplacian) {
            loops.returnLaplacian(values, derivatives, start, h, g, from, stride, count, tangents, factor);
        } else {
            loops.returnTangents(values, derivatives, start, h, g, from, stride, count, tangents, factor);
        }
    }
}
