package io.mscale.worker.machine;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** How fast a team copies from memory to memory, each thread from one array of its own to another. */
final class CopyRate {

    /** Copied at once; the arrays are walked through from end to end. */
    private static final int PIECE = 1 << 18;

    /** Long enough that what caches can take in without passing it on is little beside what is copied. */
    private static final Duration WINDOW = Duration.ofMillis(25);

    private CopyRate() {}

    /** In 1e9 bytes per second, read and written together; null if the arrays are too small to leave the caches. */
    static @Nullable Double gigabytesPerSecond(Team team, CopyArrays arrays)
            throws InterruptedException, ExecutionException {
        return arrays.areLargeEnough() ? team.bestRate(WINDOW, () -> new Copy(arrays.length())) / 1e9 : null;
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
