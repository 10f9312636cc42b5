package io.mscale.backend.simd;

import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.support.AdamStep;
import org.jspecify.annotations.Nullable;

/**
 * The loops of a step, in one precision. Matrices are in flat arrays; {@code aFrom} is the index of a's first element,
 * and strides are counted in elements. A <em>panel</em> is a matrix with contiguous rows of length {@link #WIDTH}. None
 * of the methods allocates.
 *
 * <p>Found by ServiceLoader, because the implementations need a module that the JVM may lack.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface Kernels<A> {

    /**
     * Row length of a panel: three vectors of 16 floats, or a whole number of strips of two or three shorter vectors, and a
     * multiple of the 6 and 4 rows of a tile.
     */
    int WIDTH = 48;

    /** Products write rows up to the next multiple. */
    int ROWS = 4;

    /**
     * The argument that an activation's loops take instead of z: factor z + addend. It is folded into the weights and
     * biases that produce z, so it costs nothing.
     *
     * @param factor 1 / pi for sines, whose loops count in half turns
     * @param addend 1/2 for a cosine, which is a sine shifted by half of a half turn
     */
    record Argument(double factor, double addend) {

        /** z itself. */
        public static final Argument PLAIN = new Argument(1, 0);
    }

    /** The format of the numbers. */
    Precision precision();

    /** The vector width used, in bits. */
    int vectorBits();

    /** The vector width that the JVM prefers on this processor, in bits. */
    int machineBits();

    /** Rows of the product's large tile, a divisor of {@link #WIDTH}: what a packed matrix has side by side. */
    int tileRows();

    /**
     * The index where matrices begin in their arrays: the first at the start of a cache line, if the JVM places objects at
     * such starts ({@code -XX:ObjectAlignmentInBytes=64}). A vector across two lines is two loads.
     */
    int alignedStart();

    /** An array of {@code length} zeros. */
    A zeros(int length);

    /** Rounds a value into an array. */
    void set(A array, int index, double value);

    /** Reads a value out of an array. */
    double get(A array, int index);

    /** Sets a range to one value. */
    void fill(A array, int from, int count, double value);

    /**
     * c = a b. Elements of a may be read, and rows of c written, up to the next multiple of {@link #ROWS} rows.
     *
     * @param a read by columns: element (r, k) is {@code a[aFrom + k * WIDTH + r]}
     * @param b a panel of {@code inner} rows
     * @param c a panel of {@code rows} rows
     * @param columns number of columns of b and c in use, at most {@link #WIDTH}; others may be computed too
     */
    void product(A a, int aFrom, A b, int bFrom, A c, int cFrom, int rows, int columns, int inner);

    /** c = c + a b; see {@link #product}, but element (r, k) of a is {@code a[aFrom + k * aStride + r]}. */
    void addProduct(A a, int aFrom, int aStride, A b, int bFrom, A c, int cFrom, int rows, int columns, int inner);

    /**
     * c = c + a b; see {@link #product}, but a is packed: element (r, k) is {@code a[aFrom + r / t * aTile + k * t + r % t]}
     * with t = {@link #tileRows}.
     */
    void addPackedProduct(A a, int aFrom, int aTile, A b, int bFrom, A c, int cFrom, int rows, int columns, int inner);

    /** The argument that replaces z in {@link #activate}. */
    Argument argument(Activation activation);

    /**
     * Replaces z by the activation's values and multiplies g, if given, by the derivatives.
     *
     * @param bound an upper bound of |z|; NaN where z may be NaN
     */
    void activate(Activation activation, A z, @Nullable A g, int from, int count, double bound);

    /** The loops that couple the rows of a sample. */
    RowKernels<A> rows();

    /** The largest absolute value of a range; NaN if the range contains one. */
    double largest(A a, int from, int count);

    /** a = factor a. */
    void scale(A a, int from, int count, double factor);

    /** z[r, s] = z[r, s] + a[r], for a panel of {@code rows} rows. */
    void addToRows(A a, int aFrom, int rows, A z, int zFrom);

    /** Copies elements with the given indices; the {@link #WIDTH} - {@code count} elements after them become 0. */
    void gather(A a, int aFrom, int[] indices, int first, int count, A to, int toFrom);

    /**
     * Replaces a row of predictions by their residuals times a factor; those from {@code valid} on become 0.
     *
     * @return the sum of the squared residuals
     */
    double residual(A predictions, int from, A targets, int targetsFrom, int valid, double factor);

    /** a = a + b, over the same range of both. */
    void add(A a, A b, int from, int count);

    /** to[c, s] = a[rows[c], s]: gathers some rows of a panel into a panel. */
    void gatherRows(A a, int aFrom, int[] rows, A to, int toFrom);

    /** to[rows[c], s] = a[c, s]: scatters a panel to some rows of another. */
    void scatterRows(A a, int aFrom, A to, int toFrom, int[] rows);

    /** to[c * toStride + r] = a[r, c], for a panel of {@code rows} rows with {@code columns} columns in use. */
    void transpose(A a, int aFrom, int rows, int columns, A to, int toFrom, int toStride);

    /**
     * to = factor * a, packed as {@link #addPackedProduct} reads it, for a panel of {@code rows} rows with {@code columns}
     * columns in use; these are k there.
     */
    void pack(A a, int aFrom, int rows, int columns, A to, int toFrom, int toTile, double factor);

    /**
     * to[r] = to[r] + sum of a[r, s] over all samples s of {@code panels} panels.
     *
     * @param aStride distance between the starts of consecutive panels
     */
    void addRowSums(A a, int aFrom, int aStride, int panels, int rows, A to, int toFrom);

    /**
     * c[r, n] = c[r, n] + sum of a[r, s] b[n, s] over all samples s of {@code panels} panels. Rows of a are read in
     * fours and rows of b in twos, so up to three more rows of a and c, and one more row of b and column of c, are
     * read and written.
     *
     * @param aStride distance between the starts of consecutive panels of a
     * @param b panels of {@link #WIDTH} rows, one after the other
     * @param c a panel of {@code rows} rows, with {@code columns} columns in use
     */
    void addTransposedProduct(
            A a, int aFrom, int aStride, A b, int bFrom, int panels, A c, int cFrom, int rows, int columns);

    /** One Adam step for a range of parameters; their gradient becomes 0. */
    void adam(A parameters, A firstMoment, A secondMoment, A gradient, int from, int count, AdamStep step);
}
