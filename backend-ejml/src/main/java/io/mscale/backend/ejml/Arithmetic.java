package io.mscale.backend.ejml;

import io.mscale.api.network.Activation;

/**
 * The hot loops in one precision. A matrix is held as its rows, each a 1 x n EJML matrix of its own: EJML's row
 * operation {@code addEquals(a, beta, b)} is the one product kernel of EJML that the JVM turns into vector
 * instructions (its {@code mult} family and its tile kernels add up in scalar code, because their rows lie at
 * different offsets of arrays that might be the same), and a coefficient may come from anywhere, so that no weight is
 * ever transposed.
 *
 * @param <M> EJML's dense row-major matrix of that precision
 */
interface Arithmetic<M> {

    /** {@code count} rows of {@code length} zeros. */
    M[] rows(int count, int length);

    /** A 1 x {@code length} matrix of zeros. */
    M row(int length);

    /** The number of elements. */
    int length(M row);

    /** Copies {@code row.length} values out of {@code flat}, rounding. */
    void load(M row, double[] flat, int offset);

    /** Copies all values into {@code flat}. */
    void store(M row, double[] flat, int offset);

    /** Copies the elements of {@code source} with the given indices; what is past their number becomes 0. */
    void gather(M source, int[] indices, int first, int count, M target);

    /** Sets all elements to {@code bias[index]}. */
    void fill(M row, M bias, int index);

    /**
     * c[i] += sum over k of a[i][k] * b[bFirst + k], for the first {@code count} rows of c and {@code inner} rows of b.
     */
    void addProduct(M[] a, M[] b, int bFirst, int inner, M[] c, int count);

    /**
     * c[cFirst + i] = sum over k of a[k][i] * b[k], for {@code count} rows of c and {@code inner} rows of b.
     */
    void setTransposedProduct(M[] a, M[] b, int inner, M[] c, int cFirst, int count);

    /** to[s][k] = from[first + k][s], for {@code count} rows of {@code from}. */
    void transpose(M[] from, int first, int count, M[] to);

    /** z = bias[neuron] + sum over c of scale * weights[neuron, c] * x[c]. */
    void preActivation(M weights, M bias, int neuron, double scale, M[] x, M z);

    /** Replaces z by the activation's values. */
    void activate(Activation activation, M z);

    /** Replaces z by the activation's values and sets {@code derivative}. */
    void activate(Activation activation, M z, M derivative);

    /** a = a .* b, element by element. */
    void multiply(M a, M b);

    /** target[index] += factor * sum of a .* b. */
    void addDot(M target, int index, double factor, M a, M b);

    /** target[index] += sum of a. */
    void addSum(M target, int index, M a);

    /**
     * Replaces predictions by residuals times {@code factor}; those from {@code valid} on become 0.
     *
     * @return the sum of the squared residuals
     */
    double residual(M prediction, M target, int valid, double factor);

    /** One Adam step from the sum of the gradients, in the order given; leaves the gradients 0. */
    void adam(M parameters, M firstMoment, M secondMoment, M[] gradients, AdamStep step);
}
