package io.mscale.backend.ejml;

import java.util.Map;

/**
 * Adds dW = dz h^T of one panel to a gradient.
 *
 * <p>The rows of dz and h run along the samples, those of dW along the panel's width. Row operations along the width
 * need h transposed first. Where those rows would be short, or each transposed row would be used only a few times,
 * scalar products along the samples are faster, although the JVM does not vectorise them.
 */
final class WeightGradient<M> {

    /** Up to this number of outputs, or this panel width, scalar products are faster. */
    private static final int FEW_OUTPUTS = 4;

    private static final int NARROW = 20;

    private final Arithmetic<M> arithmetic;
    private final M[] dz;
    private final M[] input;
    private final M[] transposed;
    private final M[] sum;

    /**
     * Binds a gradient to the rows it is computed from.
     *
     * @param dz the loss's derivatives with respect to the block's outputs, [outputs x samples]
     * @param input h, [width x samples]
     * @param sum the gradient to add to, [outputs x width]
     * @param buffers rows for h transposed, [samples x width], by width; created here if needed and missing
     */
    WeightGradient(Arithmetic<M> arithmetic, M[] dz, M[] input, M[] sum, Map<Integer, M[]> buffers) {
        this.arithmetic = arithmetic;
        this.dz = dz;
        this.input = input;
        this.sum = sum;
        int samples = arithmetic.length(dz[0]);
        transposed = dz.length > FEW_OUTPUTS && input.length > NARROW
                ? buffers.computeIfAbsent(input.length, width -> arithmetic.rows(samples, width))
                : arithmetic.rows(0, 0);
    }

    /** Adds the product. */
    void add() {
        if (transposed.length > 0) {
            arithmetic.transpose(input, transposed);
            arithmetic.addProduct(dz, transposed, sum);
            return;
        }
        for (int o = 0; o < dz.length; o++) {
            for (int k = 0; k < input.length; k++) {
                arithmetic.add(sum[o], k, arithmetic.dot(dz[o], input[k]));
            }
        }
    }
}
