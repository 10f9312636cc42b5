package io.mscale.worker.machine;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The memory bandwidth of a team in which each thread copies one array of its own to another. */
final class CopyRate {

    /** Bytes copied between two readings of the clock; small against a window, large against the cost of a reading. */
    private static final int PIECE = 1 << 18;

    /** Long enough that writes absorbed by the caches are negligible. */
    private static final Duration WINDOW = Duration.ofMillis(25);

    private CopyRate() {}

    /** Measures in 1e9 bytes per second, reads and writes added; null if the arrays might fit into caches. */
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
