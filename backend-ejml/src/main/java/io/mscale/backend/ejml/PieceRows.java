package io.mscale.backend.ejml;

import io.mscale.api.training.Loss;

/**
 * What a row of a buffer holds of a piece, one behind the other: the values of all samples and, where the loss needs them,
 * their derivatives by each input ("tangents") and their Laplacians, as {@link Loss} has them. Products treat all of them as
 * samples.
 *
 * @param samples samples of the piece
 * @param tangents the number of inputs by which derivatives are held; 0 for values only
 * @param hasLaplacian whether Laplacians are held
 */
record PieceRows(int samples, int tangents, boolean hasLaplacian) {

    /** The values only. */
    static PieceRows values(int samples) {
        return new PieceRows(samples, 0, false);
    }

    /** What a loss needs. */
    static PieceRows of(Loss loss, int inputs, int samples) {
        int rows = loss.rows(inputs);
        return new PieceRows(samples, rows > 1 ? inputs : 0, rows > 1 + inputs);
    }

    /** The number of rows of a sample. */
    int count() {
        return 1 + tangents + (hasLaplacian ? 1 : 0);
    }

    /** The length of a row of a buffer. */
    int length() {
        return count() * samples;
    }

    /** Where the Laplacians begin, if there are any: behind the tangents. */
    int laplacian() {
        return (1 + tangents) * samples;
    }
}
