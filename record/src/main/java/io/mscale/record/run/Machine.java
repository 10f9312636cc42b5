package io.mscale.record.run;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A machine and its Java runtime.
 *
 * @param cpu the vendor's name for the processor
 * @param memoryBytes physical memory
 * @param jvm the Java runtime, name and version
 */
public record Machine(
        String os,
        String arch,
        String cpu,
        int logicalCores,
        @Nullable Long memoryBytes,
        String jvm) {

    public Machine {
        Objects.requireNonNull(os, "environment.os");
        Objects.requireNonNull(arch, "environment.arch");
        Objects.requireNonNull(cpu, "environment.cpu");
        Objects.requireNonNull(jvm, "environment.jvm");
    }
}
