package io.mscale.reference;

import io.mscale.api.network.NetworkSpec;

/** A network's output with its derivatives by the input, in float64: carried forward, not differences. */
public final class InputDerivatives {

    private InputDerivatives() {}

    /**
     * Values and gradients.
     *
     * @param parameters all of the network's
     * @param points row-major [samples x inputs]
     * @return u, du/dx_1, ..., du/dx_d of each output, row-major [samples x (1 + inputs) x outputs]
     */
    public static double[] gradients(NetworkSpec network, double[] parameters, double[] points) {
        return new ReferenceNetwork(network, 1 + network.inputs()).forward(parameters, points);
    }

    /**
     * Values, gradients and Laplacians.
     *
     * @return as {@link #gradients}, and the Laplacian behind them, row-major [samples x (2 + inputs) x outputs]
     */
    public static double[] laplacians(NetworkSpec network, double[] parameters, double[] points) {
        return new ReferenceNetwork(network, 2 + network.inputs()).forward(parameters, points);
    }
}
