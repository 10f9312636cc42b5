package io.mscale.backend.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix product that contributes to a layer's pre-activations, where h is the layer's input followed by columns of
 * ones:
 *
 * <pre>
 * z[:, firstOutput ..] += h[:, firstInput ..] M^T,   M = [W b]
 * </pre>
 *
 * <p>M is column-major, [outputs x (inputs + ones)]. It is part of a vector with one value per parameter: the
 * parameters themselves or a gradient.
 *
 * @param offset the index of M[0, 0] in the vector
 * @param outputs the rows of M
 * @param inputs the weight columns of M
 * @param ones the bias columns of M, which follow the weights and are multiplied by the columns of ones
 * @param firstOutput the first column of z that the product is added to
 * @param firstInput the first column of h
 * @param opensOutput whether no earlier term adds to these columns of z
 */
record Term(long offset, int outputs, int inputs, int ones, int firstOutput, int firstInput, boolean opensOutput) {

    /** Returns [W b] as a view of a vector. */
    INDArray matrix(INDArray vector) {
        return NativeArrays.view(vector, offset, outputs, inputs + ones);
    }

    /** Returns W as a view of a vector; only for terms that {@link #hasWeights have weights}. */
    INDArray weights(INDArray vector) {
        return NativeArrays.view(vector, offset, outputs, inputs);
    }

    /** Returns whether the term is more than a bias. */
    boolean hasWeights() {
        return inputs > 0;
    }

    /** Returns the part of a layer's input with ones that the product reads, [samples x (inputs + ones)]. */
    INDArray read(INDArray withOnes) {
        return NativeArrays.columns(withOnes, firstInput, inputs + ones);
    }

    /** Returns the part of a layer's input, or of its derivatives, that the weights apply to, [samples x inputs]. */
    INDArray seen(INDArray input) {
        return NativeArrays.columns(input, firstInput, inputs);
    }

    /**
     * Returns the part of a layer's pre-activations, or their derivatives, that the product adds to, [samples x
     * outputs].
     */
    INDArray written(INDArray z) {
        return NativeArrays.columns(z, firstOutput, outputs);
    }
}
