package io.mscale.backend.simd;

import io.mscale.api.Precision;
import io.mscale.api.network.Activation;

/**
 * The loops that a step consists of, in one precision. Matrices lie in flat arrays, with offsets and strides counted in
 * elements; a <em>panel</em> is a matrix whose rows are {@link Panels#WIDTH} long and lie behind each other. None
 * allocates.
 *
 * <p>Found by ServiceLoader, because the implementations need a module that the JVM may lack.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface Kernels<A> {

    /** The format of the numbers. */
    Precision precision();

    /** The width of the vectors that compute. */
    int vectorBits();

    /** The width of the vectors that the JVM prefers on this processor. */
    int machineBits();

    /** {@code length} zeros. */
    A zeros(int length);

    /** Rounds a value into an array. */
    void set(A array, int index, double value);

    /** Reads a value out of an array. */
    double get(A array, int index);

    /** Sets a range to one value. */
    void fill(A array, int from, int count, double value);

    /**
     * c = a b. Rows are computed in fours, so that up to three columns of a are read and rows of c written past the end.
     *
     * @param a read by columns: element (r, k) is {@code a[aOffset + k * aStride + r]}
     * @param b a panel of {@code inner} rows
     * @param c a panel of {@code rows} rows
     * @param columns columns of b and c that matter, at most {@link Panels#WIDTH}; others may be computed too
     */
    void product(A a, int aOffset, int aStride, A b, int bOffset, A c, int cOffset, int rows, int columns, int inner);

    /** c = c + a b; as {@link #product}. */
    void addProduct(
            A a, int aOffset, int aStride, A b, int bOffset, A c, int cOffset, int rows, int columns, int inner);

    /** The activation's values in place of z. */
    void activate(Activation activation, A z, int from, int count);

    /** The activation's values in place of z, and g times the derivatives in place of g. */
    void activate(Activation activation, A z, A g, int from, int count);

    /** a = factor a. */
    void scale(A a, int from, int count, double factor);

    /** z[r, s] = z[r, s] + a[r], for a panel of {@code rows} rows. */
    void addToRows(A a, int aOffset, int rows, A z, int zOffset);

    /** Copies elements with the given indices; the {@link Panels#WIDTH} - {@code count} behind them become 0. */
    void gather(A from, int fromOffset, int[] indices, int first, int count, A to, int toOffset);

    /**
     * Replaces a row of predictions by their residuals times a factor; those from {@code valid} on become 0.
     *
     * @return the sum of the squared residuals
     */
    double residual(A predictions, int offset, A targets, int targetsOffset, int valid, double factor);

    /** a = a + b, over the same range of both. */
    void add(A a, A b, int from, int count);

    /** to[c, s] = from[rows[c], s]: some rows of a panel, as a panel. */
    void gatherRows(A from, int fromOffset, int[] rows, A to, int toOffset);

    /** to[s, c] = from[rows[c], s]: some rows of a panel, as columns of another; its other columns become 0. */
    void gatherColumns(A from, int fromOffset, int[] rows, A to, int toOffset);

    /** to[rows[c], s] = from[s, c]: columns of a panel to some rows of another. */
    void scatterColumns(A from, int fromOffset, A to, int toOffset, int[] rows);

    /** to[s * toStride + columns[c]] = from[s, c] for the {@link Panels#WIDTH} rows s of a panel. */
    void scatterRows(A from, int fromOffset, A to, int toOffset, int toStride, int[] columns);

    /** to[c * toStride + r] = factor * from[r, c], for a panel of {@code rows} rows of {@code columns} that matter. */
    void transpose(A from, int fromOffset, int rows, int columns, A to, int toOffset, int toStride, double factor);

    /**
     * to[c] = to[c] + sum over {@code rows} rows s of from[s * fromStride + c]. Columns are taken by whole vectors: up to
     * one vector more is read and written.
     */
    void addColumnSums(A from, int fromOffset, int fromStride, int rows, int columns, A to, int toOffset);

    /** One Adam step of a range from its gradient, which becomes 0. */
    void adam(A parameters, A firstMoment, A secondMoment, A gradient, int from, int count, AdamStep step);
}
