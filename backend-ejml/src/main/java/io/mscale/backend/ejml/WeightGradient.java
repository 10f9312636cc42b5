package io.mscale.backend.ejml;

import java.util.Map;

/**
 * dW = dz h^T of one panel, added to a gradient.
 *
 * <p>The rows of dz and h run along the samples, those of dW along the panel's width. Row operations along the width want h
 * transposed first; where they would be short, or few for each row that is transposed, scalar products along the
 * samples are faster, though the JVM does not turn them into vector instructions.
 */
final class WeightGradient<M> {

    /** Scalar products are taken for so many outputs, or so narrow a panel, and below. */
    private static final int FEW_OUTPUTS = 4;

    private static final int NARROW = 20;

    private final Arithmetic<M> arithmetic;
    private final M[] dz;
    private final M[] input;
    private final M[] transposed;
    private final M[] sum;

    /**
     * Joins a gradient to the rows that it is made of.
     *
     * @param dz the loss's derivatives by the block's outputs, [outputs x samples]
     * @param input h, [width x samples]
     * @param sum what is added to, [outputs x width]
     * @param buffers rows for h transposed, [samples x width], by width; made here if they are needed and missing
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
