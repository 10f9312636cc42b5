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
 * Conditions under which two times are comparable. Two records are comparable if their fingerprints have no {@link
 * #differences}. Another kernel, more memory or a patch of the Java runtime does not change the fingerprint; another
 * feature version of Java, graphics driver or worker setting does.
 *
 * @param cpu the vendor's name for the processor
 * @param logicalCores the processors that the JVM counts
 * @param gpu model and driver of the graphics processor, as in {@link Gpu#toString}; null if none was used or it is
 *     unknown
 * @param jvm name and feature version of the Java runtime
 * @param workers what the user set for workers
 * @param processor what tells the processor from others of its name; null if not known
 */
public record Fingerprint(
        String arch,
        String cpu,
        int logicalCores,
        @Nullable String gpu,
        String jvm,
        WorkerSettings workers,
        @Nullable Processor processor) {

    private static final int LONGEST_NAME = 40;
    private static final int DIGITS = 8;

    /** The fingerprint of a record's machine. */
    public static Fingerprint of(RunRecord.Environment machine) {
        return new Fingerprint(
                machine.arch(),
                machine.cpu(),
                machine.logicalCores(),
                machine.gpu() == null ? null : machine.gpu().toString(),
                JavaRuntime.parse(machine.jvm()).toString(),
                machine.workerSettings(),
                machine.machine().processor());
    }

    /** The machine alone: without the graphics driver, the Java runtime and what the user set for workers. */
    public static Fingerprint ofHardware(RunRecord.Environment machine) {
        return new Fingerprint(
                machine.arch(),
                machine.cpu(),
                machine.logicalCores(),
                machine.gpu() == null ? null : machine.gpu().model(),
                "",
                WorkerSettings.NONE,
                machine.machine().processor());
    }

    /**
     * Differences to another machine, each with both values; empty if there are none. What only one of the two
     * knows of its processor is no difference: records of earlier versions know little.
     */
    public List<String> differences(Fingerprint other) {
        List<String> differences = new ArrayList<>();
        add(differences, "architecture", arch, other.arch);
        add(differences, "processor", cpu, other.cpu);
        add(differences, "number of cores", logicalCores, other.logicalCores);
        if (processor != null && other.processor != null) {
            differences.addAll(processor.differences(other.processor, logicalCores == other.logicalCores));
        }
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

    /** How much is known of the processor. */
    int known() {
        return processor == null ? 0 : processor.known();
    }

    /** This machine, with what only the other fingerprint knows added. */
    Fingerprint with(Fingerprint other) {
        return new Fingerprint(arch, cpu, logicalCores, gpu, jvm, workers, merged(processor, other.processor));
    }

    private static @Nullable Processor merged(@Nullable Processor own, @Nullable Processor others) {
        return own == null || others == null ? (own == null ? others : own) : own.with(others);
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
        return Digest.of(
                all + (settings == null ? "" : "\n" + settings) + (processor == null ? "" : "\n" + processor.text()),
                DIGITS);
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
        String more = processor == null ? "" : processor.toString();
        return cpu + ", " + logicalCores + " cores, " + (more.isEmpty() ? "" : more + ", ") + arch
                + (gpu == null ? "" : ", " + gpu) + (jvm.isEmpty() ? "" : ", " + jvm)
                + (settings() == null ? "" : ", workers with " + settings());
    }
}
