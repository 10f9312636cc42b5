package io.mscale.backend.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A product that adds to a layer's pre-activations, where h is the layer's input with columns of ones behind it:
 *
 * <pre>
 * z[:, firstOutput ..] += h[:, firstInput ..] M^T,   M = [W b]
 * </pre>
 *
 * <p>M is column-major, [outputs x (inputs + ones)]. It lies in a vector that has one value per parameter: the parameters
 * themselves or a gradient.
 *
 * @param offset index of M[0, 0] in the vector
 * @param outputs rows of M
 * @param inputs columns of M that are weights
 * @param ones columns of M behind these that are biases, which the columns of ones add
 * @param firstOutput the first column of z that is added to
 * @param firstInput the first column of h
 * @param opensOutput whether no term before it adds to these columns of z
 */
record Term(long offset, int outputs, int inputs, int ones, int firstOutput, int firstInput, boolean opensOutput) {

    /** [W b] in a vector, as a view. */
    INDArray matrix(INDArray vector) {
        return NativeArrays.view(vector, offset, outputs, inputs + ones);
    }

    /** W in a vector, as a view; only where there {@link #hasWeights are weights}. */
    INDArray weights(INDArray vector) {
        return NativeArrays.view(vector, offset, outputs, inputs);
    }

    /** Whether it is more than a bias. */
    boolean hasWeights() {
        return inputs > 0;
    }

    /** What it reads of a layer's input with ones, [samples x (inputs + ones)]. */
    INDArray read(INDArray withOnes) {
        return NativeArrays.columns(withOnes, firstInput, inputs + ones);
    }

    /** What of a layer's input its weights see, [samples x inputs], of that input or its derivatives. */
    INDArray seen(INDArray input) {
        return NativeArrays.columns(input, firstInput, inputs);
    }

    /** What it adds to, [samples x outputs], of a layer's pre-activations or their derivatives. */
    INDArray written(INDArray z) {
        return NativeArrays.columns(z, firstOutput, outputs);
    }
}
