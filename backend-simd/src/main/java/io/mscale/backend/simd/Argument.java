package io.mscale.backend.simd;

/**
 * What the loops of an activation take in place of z: factor z + addend. It is folded into the weights and biases that make
 * z, and so costs nothing.
 *
 * @param factor 1 / pi for sines, whose loops count in half turns
 * @param addend 1/2 for a cosine, which is a sine half a half turn on
 */
public record Argument(double factor, double addend) {

    /** z itself. */
    public static final Argument PLAIN = new Argument(1, 0);
}
