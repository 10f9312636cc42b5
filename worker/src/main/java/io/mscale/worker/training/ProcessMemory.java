package io.mscale.worker.training;

import io.mscale.api.support.SystemMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The memory use of processes as reported by the operating system. */
public final class ProcessMemory {

    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {}

    /**
     * The peak resident set in bytes ({@code VmHWM}) of the process that trains: this one, or the largest of its children if
     * it has any; null without {@code /proc}.
     */
    public static @Nullable Long peakResidentBytes() {
        return ProcessHandle.current()
                .descendants()
                .map(process -> bytes(Path.of("/proc", Long.toString(process.pid()), "status"), "VmHWM:"))
                .filter(Objects::nonNull)
                .max(Long::compare)
                .orElseGet(() -> bytes(STATUS, "VmHWM:"));
    }

    /**
     * The memory available to new processes without swapping, in bytes, within the limits of a container; null where the
     * system does not tell.
     */
    public static @Nullable Long availableBytes() {
        return SystemMemory.availableBytes();
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
            // Not Linux, or a kernel that hides the value.
        }
        return null;
    }
}
