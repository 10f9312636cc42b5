package io.mscale.backend.simd;

import io.mscale.api.Precision;
import io.mscale.api.network.Activation;

/**
 * The loops of a step, in one precision. Matrices are in flat arrays, with offsets and strides counted in elements; a
 * <em>panel</em> is a matrix with contiguous rows of length {@link Panels#WIDTH}. None of the methods allocates.
 *
 * <p>Found by ServiceLoader, because the implementations need a module that the JVM may lack.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface Kernels<A> {

    /** The format of the numbers. */
    Precision precision();

    /** The vector width used, in bits. */
    int vectorBits();

    /** The vector width that the JVM prefers on this processor, in bits. */
    int machineBits();

    /** An array of {@code length} zeros. */
    A zeros(int length);

    /** Rounds a value into an array. */
    void set(A array, int index, double value);

    /** Reads a value out of an array. */
    double get(A array, int index);

    /** Sets a range to one value. */
    void fill(A array, int from, int count, double value);

    /**
     * c = a b. Rows are computed four at a time, so up to three columns of a are read, and rows of c written, beyond
     * the end.
     *
     * @param a read by columns: element (r, k) is {@code a[aOffset + k * aStride + r]}
     * @param b a panel of {@code inner} rows
     * @param c a panel of {@code rows} rows
     * @param columns number of columns of b and c in use, at most {@link Panels#WIDTH}; others may be computed too
     */
    void product(A a, int aOffset, int aStride, A b, int bOffset, A c, int cOffset, int rows, int columns, int inner);

    /** c = c + a b; see {@link #product}. */
    void addProduct(
            A a, int aOffset, int aStride, A b, int bOffset, A c, int cOffset, int rows, int columns, int inner);

    /** The argument that replaces z in the two methods that follow. */
    Argument argument(Activation activation);

    /**
     * Replaces z by the activation's values.
     *
     * @param bound an upper bound of |z|; NaN where z may be NaN
     */
    void activate(Activation activation, A z, int from, int count, double bound);

    /** Replaces z by the activation's values, and g by g times the derivatives; the same bound. */
    void activate(Activation activation, A z, A g, int from, int count, double bound);

    /** The largest absolute value of a range; NaN if the range contains one. */
    double largest(A a, int from, int count);

    /** a = factor a. */
    void scale(A a, int from, int count, double factor);

    /** z[r, s] = z[r, s] + a[r], for a panel of {@code rows} rows. */
    void addToRows(A a, int aOffset, int rows, A z, int zOffset);

    /**
     * Copies elements with the given indices; the {@link Panels#WIDTH} - {@code count} elements after them become 0.
     */
    void gather(A from, int fromOffset, int[] indices, int first, int count, A to, int toOffset);

    /**
     * Replaces a row of predictions by their residuals times a factor; those from {@code valid} on become 0.
     *
     * @return the sum of the squared residuals
     */
    double residual(A predictions, int offset, A targets, int targetsOffset, int valid, double factor);

    /** a = a + b, over the same range of both. */
    void add(A a, A b, int from, int count);

    /** to[c, s] = from[rows[c], s]: gathers some rows of a panel into a panel. */
    void gatherRows(A from, int fromOffset, int[] rows, A to, int toOffset);

    /** to[rows[c], s] = from[c, s]: scatters a panel to some rows of another. */
    void scatterRows(A from, int fromOffset, A to, int toOffset, int[] rows);

    /**
     * to[c * toStride + r] = factor * from[r, c], for a panel of {@code rows} rows with {@code columns} columns in
     * use.
     */
    void transpose(A from, int fromOffset, int rows, int columns, A to, int toOffset, int toStride, double factor);

    /**
     * to[r] = to[r] + sum of a[r, s] over all samples s of {@code panels} panels.
     *
     * @param aStride distance between the starts of consecutive panels
     */
    void addRowSums(A a, int aOffset, int aStride, int panels, int rows, A to, int toOffset);

    /**
     * c[r, n] = c[r, n] + sum of a[r, s] b[n, s] over all samples s of {@code panels} panels. Rows of a are read in
     * fours and rows of b in twos, so up to three more rows of a and c, and one more row of b and column of c, are
     * read and written.
     *
     * @param aStride distance between the starts of consecutive panels of a
     * @param bStride distance between the starts of consecutive panels of b
     * @param c a panel of {@code rows} rows, with {@code columns} columns in use
     */
    void addTransposedProduct(
            A a,
            int aOffset,
            int aStride,
            A b,
            int bOffset,
            int bStride,
            int panels,
            A c,
            int cOffset,
            int rows,
            int columns);

    /** One Adam step for a range of parameters; their gradient becomes 0. */
    void adam(A parameters, A firstMoment, A secondMoment, A gradient, int from, int count, AdamStep step);
}
