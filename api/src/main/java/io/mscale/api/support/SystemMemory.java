package io.mscale.api.support;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The memory of processes, and of this machine or, where a container or service is limited to less, of its control groups.
 * Linux only; null elsewhere.
 */
public final class SystemMemory {

    /** What version 1 calls no limit is a number of this size. */
    private static final long UNLIMITED = 1L << 60;

    private SystemMemory() {}

    /**
     * The memory that new processes can have now without swapping, in bytes: what is available on the machine, or less if
     * a control group of this process has less left. Null if the system does not tell.
     */
    public static @Nullable Long availableBytes() {
        return availableBytes(SystemFolders.OF_THIS_MACHINE);
    }

    /** The same for the machine and the process that the folders describe. */
    public static @Nullable Long availableBytes(SystemFolders system) {
        return least(
                field(system.proc().resolve("meminfo"), "MemAvailable:"),
                ControlGroups.folders(system, "memory").stream().flatMap(group -> remaining(group).stream()));
    }

    /** All memory that this process and its children may have, in bytes: the machine's, or the least of the limits. */
    public static @Nullable Long totalBytes() {
        return totalBytes(SystemFolders.OF_THIS_MACHINE);
    }

    /** The same for the machine and the process that the folders describe. */
    public static @Nullable Long totalBytes(SystemFolders system) {
        return least(
                field(system.proc().resolve("meminfo"), "MemTotal:"),
                ControlGroups.folders(system, "memory").stream().flatMap(group -> limit(group).stream()));
    }

    private static @Nullable Long least(Optional<Long> machine, Stream<Long> groups) {
        return Stream.concat(machine.stream(), groups).min(Long::compare).orElse(null);
    }

    /** The largest resident set that a process has had, in bytes; null if it has ended or the system does not tell. */
    public static @Nullable Long peakResidentBytes(long process) {
        Path folder = SystemFolders.OF_THIS_MACHINE.proc().resolve(Long.toString(process));
        return field(folder.resolve("status"), "VmHWM:").orElse(null);
    }

    /** A number of bytes that a file gives in lines such as {@code MemTotal:  24000 kB}. */
    private static Optional<Long> field(Path file, String field) {
        return SystemFolders.read(file)
                .flatMap(text ->
                        text.lines().filter(line -> line.startsWith(field)).findFirst())
                .flatMap(line ->
                        number(line.substring(field.length()).replace("kB", "").strip()))
                .map(kibibytes -> kibibytes * 1024);
    }

    private static Optional<Long> limit(Path group) {
        return number(group, "memory.max", "memory.limit_in_bytes").filter(limit -> limit < UNLIMITED);
    }

    /** What a group has left: its page cache that was not used lately is given back when processes need memory. */
    private static Optional<Long> remaining(Path group) {
        long used = number(group, "memory.current", "memory.usage_in_bytes").orElse(0L);
        return limit(group).map(limit -> Math.max(0, Math.min(limit, limit - used + reclaimable(group))));
    }

    private static long reclaimable(Path group) {
        String statistics = SystemFolders.read(group.resolve("memory.stat")).orElse("");
        // Version 1 counts the groups below in the field with total, version 2 in the plain one.
        return Stream.of("total_inactive_file ", "inactive_file ")
                .flatMap(field -> statistics
                        .lines()
                        .filter(line -> line.startsWith(field))
                        .map(line -> line.substring(field.length())))
                .flatMap(text -> number(text.strip()).stream())
                .findFirst()
                .orElse(0L);
    }

    private static Optional<Long> number(Path group, String... files) {
        return Arrays.stream(files)
                .flatMap(file -> SystemFolders.read(group.resolve(file)).stream())
                .findFirst()
                .flatMap(SystemMemory::number);
    }

    private static Optional<Long> number(String text) {
        // At most 18 digits: no overflow; version 1's largest limit has 19 and is none.
        return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
