package io.mscale.backend.simd;

/**
 * The argument that an activation's loops take instead of z: factor z + addend. It is folded into the weights and
 * biases that produce z, so it costs nothing.
 *
 * @param factor 1 / pi for sines, whose loops count in half turns
 * @param addend 1/2 for a cosine, which is a sine shifted by half of a half turn
 */
public record Argument(double factor, double addend) {

    /** z itself. */
    public static final Argument PLAIN = new Argument(1, 0);
}
