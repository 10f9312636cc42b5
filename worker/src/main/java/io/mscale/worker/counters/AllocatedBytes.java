package io.mscale.worker.counters;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many bytes of Java objects the threads of this process have allocated so far, by thread. */
final class AllocatedBytes {

    private final Map<Long, Long> byThread;

    private AllocatedBytes(Map<Long, Long> byThread) {
        this.byThread = byThread;
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
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> byThread = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            // -1 for a thread that has ended meanwhile
            byThread.put(ids[i], Math.max(0, bytes[i]));
        }
        return Optional.of(new AllocatedBytes(byThread));
    }

    /** What was allocated since an earlier reading by threads that still live. */
    long since(AllocatedBytes earlier) {
        return byThread.entrySet().stream()
                .mapToLong(entry -> Math.max(0, entry.getValue() - earlier.byThread.getOrDefault(entry.getKey(), 0L)))
                .sum();
    }
}
