package io.mscale.api.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sizes of the processor caches, as reported by Linux. */
public final class CacheSizes {

    /** The folder in which Linux describes processors and caches. */
    public static final Path PROCESSORS = Path.of("/sys/devices/system/cpu");

    private CacheSizes() {}

    /**
     * Returns the total size of all caches of all processors in bytes; 0 where the system does not report it. A cache
     * shared by several processors counts once.
     *
     * @param processors {@link #PROCESSORS}, or a folder like it
     */
    public static long allTogether(Path processors) {
        Map<List<String>, Long> bytes = new HashMap<>();
        try (Stream<Path> paths = Files.find(
                processors, 3, (path, file) -> path.getFileName().toString().matches("index[0-9]+"))) {
            for (Path cache : paths.toList()) {
                bytes.put(
                        List.of(read(cache, "level"), read(cache, "type"), read(cache, "shared_cpu_list")),
                        bytes(read(cache, "size")));
            }
        } catch (IOException | RuntimeException e) {
            return 0; // not Linux, or the information is hidden
        }
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Returns the size of the first processor's second-level cache in bytes, divided by the number of processors that share
     * it; 0 where the system does not report it.
     *
     * @param processors {@link #PROCESSORS}, or a folder like it
     */
    public static long secondLevel(Path processors) {
        Path caches = processors.resolve("cpu0").resolve("cache");
        try {
            for (int index = 0; ; index++) {
                Path cache = caches.resolve("index" + index);
                if (read(cache, "level").equals("2")) {
                    return bytes(read(cache, "size")) / count(read(cache, "shared_cpu_list"));
                }
            }
        } catch (IOException | RuntimeException e) {
            return 0; // not Linux, or the information is hidden
        }
    }

    /**
     * Returns the size of the largest single cache of a level in bytes, whatever shares it; 0 where the system does not
     * report it.
     *
     * @param processors {@link #PROCESSORS}, or a folder like it
     */
    public static long largest(Path processors, int level) {
        long largest = 0;
        try (Stream<Path> caches = Files.find(
                processors, 3, (path, file) -> path.getFileName().toString().matches("index[0-9]+"))) {
            for (Path cache : caches.toList()) {
                if (read(cache, "level").equals(Integer.toString(level))) {
                    largest = Math.max(largest, bytes(read(cache, "size")));
                }
            }
        } catch (IOException | RuntimeException e) {
            return 0; // not Linux, or the information is hidden
        }
        return largest;
    }

    private static String read(Path cache, String name) throws IOException {
        return Files.readString(cache.resolve(name)).strip();
    }

    /** Parses a size. The kernel has always written it as in 32768K. */
    private static long bytes(String size) {
        return Long.parseLong(size.replace("K", "")) * 1024;
    }

    /** Counts the processors of a list such as 0-3,8. */
    private static int count(String processors) {
        int count = 0;
        for (String range : processors.split(",", -1)) {
            String[] ends = range.split("-", -1);
            count += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
        }
        return count;
    }
}
