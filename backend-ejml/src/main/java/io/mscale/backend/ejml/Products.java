package io.mscale.backend.ejml;

/**
 * Matrix products of rows, with a work space of their own: one instance per thread.
 *
 * @param <M> EJML's dense row-major matrix of the precision
 */
interface Products<M> {

    /** The longest rows of b and c. */
    int LONGEST_ROW = 512;

    /** c[i] += sum over k of a[i][k] * b[k], for all rows of c and b. */
    void add(M[] a, M[] b, M[] c);

    /** c[i] = sum over k of a[k][i] * b[k], for all rows of c and b. */
    void setTransposed(M[] a, M[] b, M[] c);
}
