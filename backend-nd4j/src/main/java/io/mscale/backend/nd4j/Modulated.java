package io.mscale.backend.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Activations that are a sine or cosine within an envelope. Arguments where the envelope is 0 in either precision are
 * clamped, so that 0 is never multiplied by infinity.
 *
 * @param circle computes the sine and the cosine
 */
record Modulated(SineAndCosine circle) {

    /** The frequency w of the Morlet wavelet, as all backends define it. */
    private static final double MORLET_FREQUENCY = 1.75;

    /** With b = z (1 - z) on [0, 1]: b sin(2 pi z); the derivative is 2 pi b cos(2 pi z) + (1 - 2 z) sin(2 pi z). */
    void s2relu(Elementwise ops, ActivationOps.Block block) {
        INDArray z = block.z();
        INDArray h = block.h();
        INDArray bump = block.b();
        INDArray slope = block.c();
        ops.atLeast(0, z, z);
        ops.atMost(1, z, z);
        ops.subtractFrom(1, z, bump);
        ops.subtract(bump, z, slope);
        ops.multiply(bump, z, bump);
        circle.append(ops, z, h, block.a());
        ops.multiply(h, slope, slope);
        ops.multiply(h, bump, h);
        ops.multiply(z, bump, z);
        ops.addMultiple(2 * Math.PI, z, slope, z);
    }

    /** With w = 1.75 and e = exp(-z^2 / 2): e cos(w z); the derivative is -e (w sin(w z) + z cos(w z)). */
    void morlet(Elementwise ops, ActivationOps.Block block) {
        INDArray z = block.z();
        INDArray h = block.h();
        INDArray envelope = block.b();
        INDArray argument = block.c();
        ops.clamp(Gaussian.FAR, z, z);
        ops.copy(z, argument);
        Gaussian.envelope(ops, z, envelope);
        ops.scale(MORLET_FREQUENCY / (2 * Math.PI), z, z);
        circle.append(ops, z, h, block.a());
        ops.multiply(argument, z, argument);
        ops.addMultiple(MORLET_FREQUENCY, h, argument, argument);
        ops.multiply(z, envelope, h);
        ops.multiply(argument, envelope, z);
        ops.scale(-1, z, z);
    }
}
