package io.mscale.record.run;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A machine and its Java runtime.
 *
 * @param cpu the vendor's name for the processor
 * @param memoryBytes physical memory, or less if the process's container is limited to less
 * @param jvm the Java runtime, name and version
 * @param processor what tells the processor from others of its name; null if not known, and in records that predate the
 *     component
 */
public record Machine(
        String os,
        String arch,
        String cpu,
        int logicalCores,
        @Nullable Long memoryBytes,
        String jvm,
        @Nullable Processor processor) {

    public Machine {
        Objects.requireNonNull(os, "environment.os");
        Objects.requireNonNull(arch, "environment.arch");
        Objects.requireNonNull(cpu, "environment.cpu");
        Objects.requireNonNull(jvm, "environment.jvm");
    }

    /** A machine of which only the processor's name is known. */
    public Machine(String os, String arch, String cpu, int logicalCores, @Nullable Long memoryBytes, String jvm) {
        this(os, arch, cpu, logicalCores, memoryBytes, jvm, null);
    }
}
