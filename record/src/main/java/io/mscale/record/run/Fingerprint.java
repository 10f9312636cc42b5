package io.mscale.record.run;

import io.mscale.api.WorkerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a machine's times depend on. Records with the same fingerprint can be compared; a new kernel or more memory is no new
 * machine, another Java runtime is, and so are another driver of the graphics processor and other settings of the workers.
 *
 * @param gpu the kind of graphics processor and its driver, as {@link Gpu#toString} has them; null if none was used or
 *     nothing is known of it
 * @param workers what the user set for workers
 */
public record Fingerprint(
        String arch, String cpu, int logicalCores, @Nullable String gpu, String jvm, WorkerSettings workers) {

    private static final int LONGEST_NAME = 40;
    private static final int DIGITS = 8;

    /** The fingerprint of a record's machine. */
    public static Fingerprint of(RunRecord.Environment machine) {
        return new Fingerprint(
                machine.arch(),
                machine.cpu(),
                machine.logicalCores(),
                machine.gpu() == null ? null : machine.gpu().toString(),
                machine.jvm(),
                machine.workerSettings());
    }

    /** What differs from another machine, each with both values; empty if nothing does. */
    public List<String> differences(Fingerprint other) {
        List<String> differences = new ArrayList<>();
        add(differences, "architecture", arch, other.arch);
        add(differences, "processor", cpu, other.cpu);
        add(differences, "number of cores", logicalCores, other.logicalCores);
        add(differences, "graphics processor", gpu, other.gpu);
        add(differences, "Java runtime", jvm, other.jvm);
        add(differences, "workers' settings", settings(), other.settings());
        return List.copyOf(differences);
    }

    private static void add(List<String> differences, String what, @Nullable Object own, @Nullable Object others) {
        if (!Objects.equals(own, others)) {
            differences.add(what + " (" + word(own) + " / " + word(others) + ")");
        }
    }

    private static String word(@Nullable Object value) {
        return value == null ? "none" : "'" + value + "'";
    }

    /** A name for files: the processor in plain letters, and digits that tell machines apart. */
    public String key() {
        String plain =
                cpu.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String name = plain.isEmpty() ? "machine" : plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
        return name + "-" + logicalCores + "c-" + digest();
    }

    private String digest() {
        // A separator that stands in no name, so that no two machines are spelled alike.
        String all = String.join("\n", arch, cpu, Integer.toString(logicalCores), String.valueOf(gpu), jvm);
        String settings = settings();
        return Digest.of(settings == null ? all : all + "\n" + settings, DIGITS);
    }

    /** The user's settings as one would type them; null if there are none. */
    private @Nullable String settings() {
        String words = Stream.concat(
                        workers.environment().entrySet().stream()
                                .map(variable -> variable.getKey() + "=" + variable.getValue()),
                        workers.jvmOptions().stream())
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? null : words;
    }

    /** The machine in a line. */
    @Override
    public String toString() {
        return cpu + ", " + logicalCores + " cores, " + arch + (gpu == null ? "" : ", " + gpu) + ", " + jvm
                + (settings() == null ? "" : ", workers with " + settings());
    }
}
