package io.mscale.backend.nd4j;

import io.mscale.api.training.Loss;

/**
 * The rows of each layer that a sample takes, as {@link Loss} has them: its value and, where the loss needs them, its
 * derivatives by each input ("tangents") and its Laplacian. There is one array for each, since only contiguous arrays are fast
 * element by element.
 *
 * @param tangents the number of inputs by which derivatives are computed; 0 for values only
 * @param hasLaplacian whether Laplacians are computed
 */
record SampleRows(int tangents, boolean hasLaplacian) {

    /** The value only. */
    static final SampleRows VALUE = new SampleRows(0, false);

    /** What a loss needs. */
    static SampleRows of(Loss loss, int inputs) {
        int rows = loss.rows(inputs);
        return new SampleRows(rows > 1 ? inputs : 0, rows > 1 + inputs);
    }

    int count() {
        return 1 + tangents + (hasLaplacian ? 1 : 0);
    }

    /** The Laplacian's place among the rows, if there is one. */
    int laplacian() {
        return 1 + tangents;
    }
}
