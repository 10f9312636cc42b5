package io.mscale.backend.nd4j;

import io.mscale.api.network.NetworkSpec;
import java.util.Collections;
import java.util.List;

/**
 * A batch divided into pieces, all of the same size except the last. A full-batch step over pieces is mathematically
 * the same as over the whole batch.
 *
 * @param samples the samples in the batch
 * @param size the samples in a piece
 */
record Pieces(int samples, int size) {

    /**
     * The minimum number of samples in a piece, unless the batch is smaller: products with fewer rows are inefficient.
     */
    static final int SMALLEST = 32;

    /** Returns the division into the fewest pieces that gives each thread equally many. */
    static Pieces of(int samples, NetworkSpec network, int threads, Grain grain) {
        List<Integer> widths = network.layerWidths();
        int width = Collections.max(widths.subList(1, widths.size() - 1));
        int largest = Math.max(SMALLEST, grain.layerValues() / width);
        int perThread = ceilDiv(ceilDiv(samples, threads), largest);
        return new Pieces(samples, ceilDiv(samples, threads * perThread));
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }

    /** The number of pieces. */
    int count() {
        return (samples + size - 1) / size;
    }

    /** The index of a piece's first sample. */
    int first(int piece) {
        return piece * size;
    }

    /** The number of samples in a piece. */
    int size(int piece) {
        return Math.min(size, samples - first(piece));
    }
}
