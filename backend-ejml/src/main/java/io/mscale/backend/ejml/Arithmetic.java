package io.mscale.backend.ejml;

import io.mscale.api.network.Activation;
import io.mscale.api.support.AdamStep;

/**
 * The hot loops in one precision. A matrix is held as its rows, each a 1 x n EJML matrix, because the JVM vectorises
 * EJML's operations on whole rows. It does not vectorise EJML's {@code mult} family, whose rows are at different offsets
 * of arrays that might alias; {@link Products} avoids this.
 *
 * @param <M> EJML's dense row-major matrix of that precision
 */
interface Arithmetic<M> {

    /** {@code count} rows of {@code length} zeros. */
    M[] rows(int count, int length);

    /** A 1 x {@code length} matrix of zeros. */
    M row(int length);

    /** The number of elements of a row. */
    int length(M row);

    /** Copies values from {@code flat}, from {@code offset} on, into the whole row, rounding. */
    void load(M row, double[] flat, int offset);

    /** Copies all values of a row into {@code flat}. */
    void store(M row, double[] flat, int offset);

    /** Copies the elements of {@code source} with the given indices; the rest of {@code target}'s samples become 0. */
    void gather(M source, int[] indices, int first, int count, M target, int samples);

    /** One element. */
    double get(M row, int index);

    /** row[index] += value, rounding. */
    void add(M row, int index, double value);

    /** Sets the first {@code count} elements to {@code value} and the others to 0. */
    void fill(M row, int count, double value);

    /** Sets {@code count} elements from {@code first} on to {@code value}. */
    void fillRange(M row, int first, int count, double value);

    /** Adds {@code value} to each of the first {@code count} elements. */
    void addConstant(M row, int count, double value);

    /** row += factor * other. */
    void addScaled(M row, double factor, M other);

    /** row = factor * row. */
    void scale(M row, double factor);

    /** a = a .* b, element by element. */
    void multiply(M a, M b);

    /** The sum of a .* b. */
    double dot(M a, M b);

    /** The sum of the first {@code count} elements of a. */
    double sum(M a, int count);

    /** Matrix products for one thread. */
    Products<M> products();

    /** to[s][k] = from[k][s], for all rows of {@code from}. */
    void transpose(M[] from, M[] to);

    /** Activations for one thread. */
    Activations<M> activations(PieceRows rows);

    /** Replaces z by the activation's values. */
    void activate(Activation activation, M z);

    /** Replaces z by the activation's values and sets {@code derivative}. */
    void activate(Activation activation, M z, M derivative);

    /**
     * Replaces predictions by residuals times {@code factor}; those from {@code valid} on become 0.
     *
     * @return the sum of the squared residuals
     */
    double residual(M prediction, M target, int valid, double factor);

    /**
     * Replaces the network's output by the derivatives of {@code factor} times the energy; those of samples from {@code valid}
     * on become 0.
     *
     * @return the energy, without the factor
     */
    double energy(M output, M[] targets, PieceRows rows, int valid, double factor);

    /** As {@link #energy}, of the weighted sum of an equation's squared residuals. */
    double equationResidual(M output, M[] targets, PieceRows rows, int valid, double factor);

    /** One Adam step from the sum of the gradients, in the order given; leaves the gradients 0. */
    void adam(M parameters, M firstMoment, M secondMoment, M[] gradients, AdamStep step);
}
