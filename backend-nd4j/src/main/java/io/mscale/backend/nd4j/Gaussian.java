package io.mscale.backend.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Activations made of exp(-z^2 / 2) or of its integral. */
final class Gaussian {

    /** Beyond this, exp(-z^2 / 2) is 0 in either precision, and so are its products. */
    static final double FAR = 40;

    private static final double DENSITY_AT_0 = 1 / Math.sqrt(2 * Math.PI);

    private Gaussian() {}

    /** Appends {@code to = exp(-z^2 / 2)}. */
    static void envelope(Elementwise ops, INDArray z, INDArray to) {
        ops.square(z, to);
        ops.scale(-0.5, to, to);
        ops.exp(to, to);
    }

    /** With e = exp(-z^2 / 2): (1 - z^2) e; the derivative is (z^2 - 3) z e. */
    static void mexhat(Elementwise ops, ActivationOps.Block block) {
        INDArray z = block.z();
        INDArray h = block.h();
        INDArray envelope = block.a();
        INDArray square = block.b();
        ops.clamp(FAR, z, z);
        envelope(ops, z, envelope);
        ops.square(z, square);
        ops.subtractFrom(1, square, h);
        ops.multiply(h, envelope, h);
        ops.add(square, -3, square);
        ops.multiply(z, square, z);
        ops.multiply(z, envelope, z);
    }

    /**
     * With the normal distribution function P(z) = (1 + erf(z / sqrt2)) / 2: z P(z); the derivative is P(z) + z P'(z).
     */
    static void gelu(Elementwise ops, ActivationOps.Block block) {
        INDArray z = block.z();
        INDArray h = block.h();
        INDArray distribution = block.a();
        INDArray density = block.b();
        ops.scale(Math.sqrt(0.5), z, distribution);
        ops.erf(distribution, distribution);
        ops.add(distribution, 1, distribution);
        ops.scale(0.5, distribution, distribution);
        ops.multiply(z, distribution, h);
        ops.clamp(FAR, z, z);
        envelope(ops, z, density);
        ops.multiply(z, density, z);
        ops.addMultiple(DENSITY_AT_0, z, distribution, z);
    }
}
