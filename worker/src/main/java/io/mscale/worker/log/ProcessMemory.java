package io.mscale.worker.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The memory of this process as the operating system counts it. */
public final class ProcessMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

    private ProcessMemory() {}

    /** The largest resident set so far in bytes ({@code VmHWM}); null where there is no {@code /proc}. */
    public static @Nullable Long peakResidentBytes() {
        return bytes(STATUS, "VmHWM:");
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
