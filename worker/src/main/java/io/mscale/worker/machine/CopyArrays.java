package io.mscale.worker.machine;

/**
 * The size of the arrays that a team copies.
 *
 * @param wantedBytes the total size at which data has left all caches before it is accessed again
 * @param threads the number of threads, each of which copies one array of its own to another
 * @param length the length of one array in bytes
 */
record CopyArrays(long wantedBytes, int threads, int length) {

    private static final long MIB = 1 << 20;

    /** At four times the caches' size, at most a quarter of the data can still be cached. */
    private static final int TIMES_THE_CACHES = 4;

    /** Sufficient where the system reports no caches, or only some of them. */
    private static final long LEAST_WANTED = 256 * MIB;

    /** A virtual machine may report all caches of its host. Cache sizes beyond a quarter of this are not believed. */
    private static final long MOST_WANTED = 4096 * MIB;

    /** Smaller arrays may fit entirely into a last-level cache that the system does not report. */
    private static final long LEAST_USEFUL = LEAST_WANTED / 2;

    /** Keeps array indices within an int and allocation time short. */
    private static final long LONGEST_ARRAY = 1024 * MIB;

    /**
     * Plans arrays of the wanted size, limited to half of the heap.
     *
     * @param cacheBytes the total size of all caches; 0 if unknown
     * @param heapBytes the maximum heap size
     */
    static CopyArrays planned(long cacheBytes, long heapBytes, int threads) {
        long most = MOST_WANTED / TIMES_THE_CACHES;
        long wanted = Math.max(LEAST_WANTED, TIMES_THE_CACHES * Math.min(cacheBytes, most));
        long affordable = Math.min(wanted, heapBytes / 2);
        return new CopyArrays(wanted, threads, (int) Math.min(LONGEST_ARRAY, affordable / 2 / threads));
    }

    /** The total size of all arrays in bytes. */
    long bytes() {
        return 2L * threads * length;
    }

    /** Returns whether the arrays are large enough for copying to measure memory rather than caches. */
    boolean areLargeEnough() {
        return bytes() >= LEAST_USEFUL;
    }
}
