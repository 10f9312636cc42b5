package io.mscale.backend.nd4j;

import io.mscale.api.network.NetworkSpec;
import java.util.Collections;
import java.util.List;

/**
 * A batch cut into pieces of which all but the last have the same size. A full-batch step over pieces is the same
 * mathematics as over the whole batch.
 *
 * @param samples samples of the batch
 * @param size samples of a piece
 */
record Pieces(int samples, int size) {

    /** The fewest samples of a piece, unless the batch is smaller. */
    static final int SMALLEST = 32;

    /** The fewest pieces that each of the threads gets as many of. */
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

    /** Index of a piece's first sample. */
    int first(int piece) {
        return piece * size;
    }

    /** Samples of a piece. */
    int size(int piece) {
        return Math.min(size, samples - first(piece));
    }
}
