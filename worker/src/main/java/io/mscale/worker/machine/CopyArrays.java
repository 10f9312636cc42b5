package io.mscale.worker.machine;

/**
 * How large the arrays are that a team copies.
 *
 * @param wantedBytes what all of them together should have, so that a byte has left the caches when it is met again
 * @param threads threads that copy, each from one array of its own to another
 * @param length of one array, in bytes
 */
record CopyArrays(long wantedBytes, int threads, int length) {

    private static final long MIB = 1 << 20;

    private static final int TIMES_THE_CACHES = 4;

    /** Enough where the system does not tell of its caches, or tells of a part of them. */
    private static final long LEAST_WANTED = 256 * MIB;

    /** A virtual machine may be told of all its host's caches; beyond a quarter of this they are not believed. */
    private static final long MOST_WANTED = 4096 * MIB;

    /** Smaller arrays as a whole may lie in a last cache that the system does not tell of. */
    private static final long LEAST_USEFUL = LEAST_WANTED / 2;

    private static final long LONGEST_ARRAY = 1024 * MIB;

    /**
     * As large as wanted, or as half the heap.
     *
     * @param cacheBytes all caches together; 0 if unknown
     * @param heapBytes the most that the heap can grow to
     */
    static CopyArrays planned(long cacheBytes, long heapBytes, int threads) {
        long most = MOST_WANTED / TIMES_THE_CACHES;
        long wanted = Math.max(LEAST_WANTED, TIMES_THE_CACHES * Math.min(cacheBytes, most));
        long affordable = Math.min(wanted, heapBytes / 2);
        return new CopyArrays(wanted, threads, (int) Math.min(LONGEST_ARRAY, affordable / 2 / threads));
    }

    /** All arrays together, in bytes. */
    long bytes() {
        return 2L * threads * length;
    }

    /** Whether copying them can say something about memory. */
    boolean areLargeEnough() {
        return bytes() >= LEAST_USEFUL;
    }
}
