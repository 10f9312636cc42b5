package io.mscale.tck.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Memory held by this process.
 *
 * @param heapBytes objects on the Java heap after a collection
 * @param nativeBytes resident pages outside the Java heap; empty where the system does not report them
 */
record MemoryInUse(long heapBytes, OptionalLong nativeBytes) {

    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    private static final Pattern MAPPING = Pattern.compile("^([0-9a-f]+)-([0-9a-f]+) .*");
    private static final Pattern RESIDENT = Pattern.compile("^Rss: +(\\d+) kB");
    private static final Pattern ADDRESS = Pattern.compile("0x([0-9a-f]{6,16})");

    static MemoryInUse now() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return new MemoryInUse(runtime.totalMemory() - runtime.freeMemory(), residentOutsideHeap());
    }

    /** The minimum heap and the minimum native memory of several readings. */
    static MemoryInUse least(List<MemoryInUse> readings) {
        LongStream natives = readings.stream().map(MemoryInUse::nativeBytes).flatMapToLong(OptionalLong::stream);
        long heap = readings.stream().mapToLong(MemoryInUse::heapBytes).min().orElseThrow();
        return new MemoryInUse(heap, natives.min());
    }

    /**
     * The resident set without the Java heap, whose resident part varies by hundreds of megabytes as collectors
     * return pages in the background.
     */
    private static OptionalLong residentOutsideHeap() {
        if (!Files.isReadable(MAPPINGS)) {
            return OptionalLong.empty();
        }
        LongSummaryStatistics heap = heapAddresses();
        long resident = 0;
        boolean outside = true;
        try {
            for (String line : Files.readAllLines(MAPPINGS)) {
                Matcher mapping = MAPPING.matcher(line);
                Matcher rss = RESIDENT.matcher(line);
                if (mapping.matches()) {
                    long start = Long.parseUnsignedLong(mapping.group(1), 16);
                    outside = start < heap.getMin() || start >= heap.getMax();
                } else if (outside && rss.matches()) {
                    resident += 1024 * Long.parseLong(rss.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return OptionalLong.of(resident);
    }

    /** The lowest and highest address in the JVM's heap report; empty for collectors that do not report addresses. */
    private static LongSummaryStatistics heapAddresses() {
        String heapInfo;
        try {
            ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
            heapInfo = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(commands, "gcHeapInfo", new Object[0], new String[0]);
        } catch (JMException e) {
            heapInfo = ""; // not this JVM
        }
        return ADDRESS.matcher(heapInfo)
                .results()
                .mapToLong(address -> Long.parseUnsignedLong(address.group(1), 16))
                .summaryStatistics();
    }
}
