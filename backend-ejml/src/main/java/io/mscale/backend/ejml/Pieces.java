package io.mscale.backend.ejml;

/**
 * A batch cut into pieces of equal size, the same number for each thread; the last pieces may be partly or wholly
 * padding.
 *
 * @param samples samples of the batch
 * @param size samples of a piece
 * @param threads number of threads that share the pieces
 * @param perThread pieces of each thread
 */
record Pieces(int samples, int size, int threads, int perThread) {

    /** Maximum length of a row: it and the rows combined with it fit the first-level cache. */
    static final int LARGEST = Products.LONGEST_ROW;

    /** The fewest pieces that keep all threads equally busy, of values only. */
    static Pieces of(int samples, int threads) {
        return of(samples, threads, 1);
    }

    /**
     * The fewest pieces that keep all threads equally busy.
     *
     * @param rows how many rows of at most {@link #LARGEST} altogether a sample takes
     */
    static Pieces of(int samples, int threads, int rows) {
        if (rows > LARGEST) {
            throw new IllegalArgumentException(
                    "a sample takes " + rows + " rows with its derivatives; the most are " + LARGEST);
        }
        int perThread = ceilDiv(ceilDiv(samples, threads), LARGEST / rows);
        return new Pieces(samples, ceilDiv(samples, threads * perThread), threads, perThread);
    }

    /** The index of the first sample of a thread's {@code turn}-th piece. */
    int first(int thread, int turn) {
        return (turn * threads + thread) * size;
    }

    /** The number of threads that have samples at all: the first ones. */
    int busyThreads() {
        return Math.min(threads, ceilDiv(samples, size));
    }

    /** Number of actual samples in the piece that starts at sample {@code first}; may be 0. */
    int valid(int first) {
        return Math.max(0, Math.min(size, samples - first));
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }
}
