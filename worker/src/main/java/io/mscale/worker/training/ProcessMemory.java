package io.mscale.worker.training;

import io.mscale.api.support.SystemMemory;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The memory use of processes as reported by the operating system. */
public final class ProcessMemory {

    private ProcessMemory() {}

    /**
     * The peak resident set in bytes ({@code VmHWM}) of the process that trains: this one, or the largest of its children if
     * it has any; null without {@code /proc}.
     */
    public static @Nullable Long peakResidentBytes() {
        return ProcessHandle.current()
                .descendants()
                .map(process -> SystemMemory.peakResidentBytes(process.pid()))
                .filter(Objects::nonNull)
                .max(Long::compare)
                .orElseGet(() ->
                        SystemMemory.peakResidentBytes(ProcessHandle.current().pid()));
    }
}
