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

    /** What stands in place of z in the two methods that follow. */
    Argument argument(Activation activation);

    /**
     * The activation's values in place of z.
     *
     * @param bound no |z| is larger; not a number where z may not be one
     */
    void activate(Activation activation, A z, int from, int count, double bound);

    /** The activation's values in place of z, and g times the derivatives in place of g; the same bound. */
    void activate(Activation activation, A z, A g, int from, int count, double bound);

    /** The largest absolute value of a range; not a number if one of them isn't. */
    double largest(A a, int from, int count);

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

    /** to[rows[c], s] = from[c, s]: a panel to some rows of another. */
    void scatterRows(A from, int fromOffset, A to, int toOffset, int[] rows);

    /** to[c * toStride + r] = factor * from[r, c], for a panel of {@code rows} rows of {@code columns} that matter. */
    void transpose(A from, int fromOffset, int rows, int columns, A to, int toOffset, int toStride, double factor);

    /**
     * to[r] = to[r] + sum of a[r, s] over all samples s of {@code panels} panels.
     *
     * @param aStride from the begin of one of the panels to that of the next
     */
    void addRowSums(A a, int aOffset, int aStride, int panels, int rows, A to, int toOffset);

    /**
     * c[r, n] = c[r, n] + sum of a[r, s] b[n, s] over all samples s of {@code panels} panels. Rows of a come in fours and
     * rows of b in twos, so that up to three rows of a and c and one row of b and column of c more are read and written.
     *
     * @param aStride from the begin of one panel of a to that of the next
     * @param bStride from the begin of one panel of b to that of the next
     * @param c a panel of {@code rows} rows, of which {@code columns} columns matter
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

    /** One Adam step of a range from its gradient, which becomes 0. */
    void adam(A parameters, A firstMoment, A secondMoment, A gradient, int from, int count, AdamStep step);
}
