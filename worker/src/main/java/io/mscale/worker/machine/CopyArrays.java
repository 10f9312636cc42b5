package io.mscale.worker.machine;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Arrays that a team copies to measure the memory's bandwidth, each thread one of its own to another.
 *
 * @param wantedBytes the total size at which data has left all caches before it is accessed again
 * @param length the length of one array in bytes
 */
record CopyArrays(long wantedBytes, int threads, int length) {

    private static final long MIB = 1 << 20;

    /** Bytes copied between two readings of the clock; small against a window, large against the cost of a reading. */
    private static final int PIECE = 1 << 18;

    /** Long enough that writes absorbed by the caches are negligible. */
    private static final Duration WINDOW = Duration.ofMillis(25);

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

    /** Measures in 1e9 bytes per second, reads and writes added; null if the arrays might fit into caches. */
    @Nullable
    Double gigabytesPerSecond(Team team) throws InterruptedException, ExecutionException {
        return areLargeEnough() ? team.bestRate(WINDOW, () -> new Copy(length)) / 1e9 : null;
    }

    private static final class Copy implements Team.Work {

        private final byte[] from;
        private final byte[] to;
        private int position;

        Copy(int length) {
            from = new byte[length];
            to = new byte[length];
        }

        @Override
        public double doSome() {
            int length = Math.min(PIECE, from.length - position);
            System.arraycopy(from, position, to, position, length);
            position = (position + length) % from.length;
            return 2.0 * length;
        }
    }
}
