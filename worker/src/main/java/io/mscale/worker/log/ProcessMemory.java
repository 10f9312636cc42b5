package io.mscale.worker.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The memory of processes as the operating system counts it. */
public final class ProcessMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

    private ProcessMemory() {}

    /**
     * The largest resident set so far in bytes ({@code VmHWM}) of the process that trains: this one, or the largest of those
     * it started if it did; null where there is no {@code /proc}.
     */
    public static @Nullable Long peakResidentBytes() {
        return ProcessHandle.current()
                .descendants()
                .map(process -> bytes(Path.of("/proc", Long.toString(process.pid()), "status"), "VmHWM:"))
                .filter(Objects::nonNull)
                .max(Long::compare)
                .orElseGet(() -> bytes(STATUS, "VmHWM:"));
    }

    /** Memory that processes could still get without swapping, in bytes; null where there is no {@code /proc}. */
    public static @Nullable Long availableBytes() {
        return bytes(MEMORY_INFO, "MemAvailable:");
    }

    private static @Nullable Long bytes(Path file, String field) {
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(field)) {
                    String kibibytes = line.replaceAll("[^0-9]", "");
                    return Long.parseLong(kibibytes) * 1024;
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Not Linux, or a kernel that hides it: the figure is unknown.
        }
        return null;
    }
}
