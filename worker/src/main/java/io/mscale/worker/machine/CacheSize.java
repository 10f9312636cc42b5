package io.mscale.worker.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sizes of the processor caches, as reported by Linux. */
final class CacheSize {

    /** The folder in which Linux describes processors and caches. */
    static final Path PROCESSORS = Path.of("/sys/devices/system/cpu");

    private CacheSize() {}

    /**
     * Returns the total size of all caches of all processors in bytes; 0 where the system does not report it. A cache
     * shared by several processors counts once.
     */
    static long allTogether(Path processors) {
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

    private static String read(Path cache, String name) throws IOException {
        return Files.readString(cache.resolve(name)).strip();
    }

    /** Parses a size. The kernel has always written it as in 32768K. */
    private static long bytes(String size) {
        return Long.parseLong(size.replace("K", "")) * 1024;
    }
}
