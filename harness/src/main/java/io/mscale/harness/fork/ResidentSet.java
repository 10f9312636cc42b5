package io.mscale.harness.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The memory that a process holds, as Linux reports it. */
final class ResidentSet {

    private static final String FIELD = "VmHWM:";

    private ResidentSet() {}

    /** The most that a process has held so far, in bytes; null if it is gone, or not on Linux. */
    static @Nullable Long peakBytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith(FIELD)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException | NumberFormatException e) {
            // gone, or not Linux
        }
        return null;
    }
}
