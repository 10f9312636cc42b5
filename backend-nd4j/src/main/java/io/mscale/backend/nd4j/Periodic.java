package io.mscale.backend.nd4j;

/**
 * Activations that are sums of the sine and cosine of their argument, which is in turns (multiples of 2 pi).
 *
 * @param circle computes both
 */
record Periodic(SineAndCosine circle) {

    /** cos z; the derivative is -sin z. */
    void cos(Elementwise ops, ActivationOps.Block block) {
        circle.append(ops, block.z(), block.h(), block.a());
        ops.scale(-1, block.h(), block.a());
        ops.copy(block.z(), block.h());
        ops.copy(block.a(), block.z());
    }

    /** (sin z + cos z) / 2; the derivative is (cos z - sin z) / 2. */
    void sincos(Elementwise ops, ActivationOps.Block block) {
        circle.append(ops, block.z(), block.h(), block.a());
        ops.scale(0.5, block.z(), block.z());
        ops.scale(0.5, block.h(), block.a());
        ops.add(block.z(), block.a(), block.h());
        ops.subtract(block.z(), block.a(), block.z());
    }
}
