package io.mscale.record.run;

import io.mscale.api.WorkerSettings;
import io.mscale.record.file.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Conditions under which two times are comparable. Two records are comparable if their fingerprints are equal.
 * Another kernel or more memory does not change the fingerprint; another Java runtime, graphics driver or worker
 * setting does.
 *
 * @param gpu model and driver of the graphics processor, as in {@link Gpu#toString}; null if none was used or it is
 *     unknown
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

    /** Differences to another machine, each with both values; empty if there are none. */
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

    /** A file name for the machine: the processor in plain letters, followed by distinguishing digits. */
    public String key() {
        String plain =
                cpu.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String name = plain.isEmpty() ? "machine" : plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
        return name + "-" + logicalCores + "c-" + digest();
    }

    private String digest() {
        // The separator occurs in no name, so different machines never give the same text.
        String all = String.join("\n", arch, cpu, Integer.toString(logicalCores), String.valueOf(gpu), jvm);
        String settings = settings();
        return Digest.of(settings == null ? all : all + "\n" + settings, DIGITS);
    }

    /** The user's settings as they would be typed; null if there are none. */
    private @Nullable String settings() {
        String words = Stream.concat(
                        workers.environment().entrySet().stream()
                                .map(variable -> variable.getKey() + "=" + variable.getValue()),
                        workers.jvmOptions().stream())
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? null : words;
    }

    /** Describes the machine on one line. */
    @Override
    public String toString() {
        return cpu + ", " + logicalCores + " cores, " + arch + (gpu == null ? "" : ", " + gpu) + ", " + jvm
                + (settings() == null ? "" : ", workers with " + settings());
    }
}
