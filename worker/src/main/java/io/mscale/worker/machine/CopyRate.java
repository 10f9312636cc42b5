package io.mscale.worker.machine;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** How fast a team copies from memory to memory, each thread from one array of its own to another. */
final class CopyRate {

    private static final long MIB = 1 << 20;

    /** All arrays together: so many times all caches together, so that a byte has left them when it is met again. */
    private static final int TIMES_THE_CACHES = 4;

    private static final long LEAST_BYTES = 256 * MIB;
    private static final long MOST_BYTES = 4096 * MIB;
    private static final long LONGEST_ARRAY = 1024 * MIB;

    /** Copied at once; the arrays are walked through from end to end. */
    private static final int PIECE = 1 << 18;

    /** Long enough that what caches can take in without passing it on is little beside what is copied. */
    private static final Duration WINDOW = Duration.ofMillis(25);

    private CopyRate() {}

    /** In 1e9 bytes per second, read and written together; null if the heap is too small to leave the caches. */
    static @Nullable Double gigabytesPerSecond(Team team) throws InterruptedException, ExecutionException {
        long wanted = Math.max(LEAST_BYTES, Math.min(TIMES_THE_CACHES * CacheSize.allTogether(), MOST_BYTES));
        long affordable = Math.min(wanted, Runtime.getRuntime().maxMemory() / 2);
        if (affordable < wanted / 2) {
            return null;
        }
        int length = (int) Math.min(LONGEST_ARRAY, affordable / 2 / team.size());
        return team.bestRate(WINDOW, () -> new Copy(length)) / 1e9;
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
