package io.mscale.reference;

import io.mscale.api.Precision;

/**
 * Allowed deviation of a backend from the float64 reference. Errors are the largest difference divided by the largest
 * magnitude on the reference's side ("relative in the maximum norm"), over one array: the network's output, one
 * layer's weights, or one layer's biases.
 *
 * <p>float32 has a unit roundoff u = 6e-8. A sum of tens to thousands of products, in any order, is off by some tens
 * of u; three or four layers and a mean over thousands of samples with cancellation raise that to some thousands of u
 * in a gradient. Each bound is about ten times that estimate, and ten to a hundred times below the smallest effect of
 * a mistake in a formula. Bounds this wide leave a backend free to choose its order of summation and its own sine,
 * but exclude half precision and the 10-bit products (TF32, 5e-4) of some devices. In float64, u = 1e-16: the bounds
 * are tighter than any float32 result, so that float32 arithmetic in disguise fails.
 *
 * <p>A scale of a turns the rounding of the first layer's argument, u |a w x|, into an error of that size behind a
 * sine: rules multiply the bound by an eighth of the largest scale where that is above 1.
 */
public enum Tolerance {
    /** Network output, and the loss of given parameters. */
    FORWARD(2e-5, 1e-12),
    /** Gradients, layer by layer. */
    GRADIENT(5e-4, 1e-10),
    /** The change of the parameters over up to some tens of optimiser steps. */
    UPDATE(1e-3, 1e-9),
    /** Each of the first 20 losses of a training. */
    TRAJECTORY(1e-3, 1e-9);

    private final double float32;
    private final double float64;

    Tolerance(double float32, double float64) {
        this.float32 = float32;
        this.float64 = float64;
    }

    /** The bound in a precision. */
    public double in(Precision precision) {
        return precision == Precision.FLOAT32 ? float32 : float64;
    }
}
