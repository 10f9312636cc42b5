package io.mscale.backend.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Piecewise polynomial activations that are 0 outside a short interval. Arguments are first clamped to the interval, so
 * that there is no branch and no large number, and values outside become exactly 0.
 */
final class CompactSupport {

    private CompactSupport() {}

    /** z (1 - z) on [0, 1]; the derivative is 1 - 2 z. */
    static void srelu(Elementwise ops, ActivationOps.Block block) {
        INDArray z = block.z();
        INDArray h = block.h();
        INDArray slope = block.a();
        ops.atLeast(0, z, z);
        ops.atMost(1, z, z);
        ops.subtractFrom(1, z, h);
        ops.subtract(h, z, slope);
        ops.multiply(h, z, h);
        ops.isAbove(0, h, z);
        ops.multiply(z, slope, z);
    }

    /**
     * The quadratic spline on [0, 3], symmetric in s = 3/2 - z. With e = 3/2 - |s|, the distance to the nearer end, the
     * value is e^2, minus 3 (e - 1)^2 where e exceeds 1. With s clamped to a magnitude of at most 1/2 and of at most
     * 3/2, the derivative is 6 times the former minus 2 times the latter.
     */
    static void phi(Elementwise ops, ActivationOps.Block block) {
        INDArray z = block.z();
        INDArray h = block.h();
        INDArray inner = block.a();
        INDArray excess = block.b();
        ops.subtractFrom(1.5, z, z);
        ops.clamp(1.5, z, z);
        ops.clamp(0.5, z, inner);
        ops.abs(z, h);
        ops.subtractFrom(1.5, h, h);
        ops.square(h, h);
        ops.abs(inner, excess);
        ops.subtractFrom(0.5, excess, excess); // max(e - 1, 0)
        ops.square(excess, excess);
        ops.addMultiple(-3, excess, h, h);
        ops.scale(-2, z, z);
        ops.addMultiple(6, inner, z, z);
    }

    /**
     * The linear spline wavelet on [0, 3], symmetric in s = 3 - 2 z. With e = max(3 - |s|, 0) the value is 1/12 of the
     * sum of e, -8 max(e - 1, 0) and 23 max(e - 2, 0); the derivative is sign(s)/6 times the derivative of that sum.
     */
    static void psi(Elementwise ops, ActivationOps.Block block) {
        INDArray z = block.z();
        INDArray h = block.h();
        INDArray edge = block.a();
        INDArray slope = block.b();
        INDArray term = block.c();
        ops.scale(-2, z, z);
        ops.add(z, 3, z);
        ops.abs(z, edge);
        ops.subtractFrom(3, edge, edge);
        ops.atLeast(0, edge, edge);
        ops.isAbove(0, edge, slope);
        ops.isAbove(1, edge, term);
        ops.addMultiple(-8, term, slope, slope);
        ops.isAbove(2, edge, term);
        ops.addMultiple(23, term, slope, slope);
        ops.sign(z, z);
        ops.multiply(z, slope, z);
        ops.scale(1.0 / 6, z, z);
        ops.atLeast(1, edge, term);
        ops.add(term, -1, term);
        ops.addMultiple(-8, term, edge, h);
        ops.atLeast(1, term, term);
        ops.add(term, -1, term);
        ops.addMultiple(23, term, h, h);
        ops.scale(1.0 / 12, h, h);
    }
}
