package io.mscale.worker.counters;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many bytes of Java objects the threads of this process have allocated so far, by thread. */
final class AllocatedBytes {

    private final Map<Long, Long> byThread;

    /** How many threads were ever started. */
    private final long started;

    private AllocatedBytes(Map<Long, Long> byThread, long started) {
        this.byThread = byThread;
        this.started = started;
    }

    /** Reads all threads; empty if this Java runtime does not tell. */
    static Optional<AllocatedBytes> read() {
        // A runtime made of chosen modules may lack this one.
        boolean isThere = ModuleLayer.boot().findModule("jdk.management").isPresent();
        return isThere ? ofHotSpot() : Optional.empty();
    }

    private static Optional<AllocatedBytes> ofHotSpot() {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)
                || !threads.isThreadAllocatedMemorySupported()
                || !threads.isThreadAllocatedMemoryEnabled()) {
            return Optional.empty();
        }
        long started = threads.getTotalStartedThreadCount();
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> byThread = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            // -1 for a thread that has ended meanwhile
            byThread.put(ids[i], Math.max(0, bytes[i]));
        }
        return Optional.of(new AllocatedBytes(byThread, started));
    }

    /** Whether threads have been started since an earlier reading, and have ended: nobody knows what they allocated. */
    boolean hasLost(AllocatedBytes earlier) {
        long alive = byThread.keySet().stream()
                .filter(id -> !earlier.byThread.containsKey(id))
                .count();
        return started - earlier.started > alive;
    }

    /** What was allocated since an earlier reading by threads that still live. */
    long since(AllocatedBytes earlier) {
        return byThread.entrySet().stream()
                .mapToLong(entry -> Math.max(0, entry.getValue() - earlier.byThread.getOrDefault(entry.getKey(), 0L)))
                .sum();
    }
}
