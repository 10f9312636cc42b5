package io.mscale.record.run;

import io.mscale.record.mapping.IfAbsent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What tells processors of one name apart, and what a process may use of them. Virtual machines often name their
 * processors alike, whatever they are.
 *
 * @param models family, model and stepping (on ARM implementer, part, variant and revision) in words; several where a
 *     machine has unlike cores, none if not known
 * @param features the instruction sets that matter to training, as Linux names them, sorted; empty if not known
 * @param secondLevelBytes the size of one cache of the second level, the largest; null if not known
 * @param thirdLevelBytes the same of the third level
 * @param processors how many are switched on and in the process's affinity, hyper-threads included; null if not known
 * @param physicalCores how many cores these are; null if not known
 * @param quota the time per time that the container of the process is allowed, in processors; null if it has no quota
 *     below its processors
 * @param hypervisor whether the processor says that it is a virtual machine's; null if it does not say
 */
public record Processor(
        @IfAbsent("[]") List<String> models,
        @IfAbsent("[]") List<String> features,
        @Nullable Long secondLevelBytes,
        @Nullable Long thirdLevelBytes,
        @Nullable Integer processors,
        @Nullable Integer physicalCores,
        @Nullable Double quota,
        @Nullable Boolean hypervisor) {

    public Processor {
        models = List.copyOf(models);
        features = List.copyOf(features);
    }

    /**
     * Differences to another processor, each with both values. What one of them does not know is no difference.
     *
     * @param alsoOfNumbers whether to tell how many there are; not needed if other numbers already tell it
     */
    List<String> differences(Processor other, boolean alsoOfNumbers) {
        List<String> differences = new ArrayList<>();
        add(differences, "processor model", words(models), words(other.models));
        if (!features.isEmpty() && !other.features.isEmpty() && !features.equals(other.features)) {
            differences.add("instruction sets (" + beyond(other) + " / " + other.beyond(this) + ")");
        }
        add(differences, "second-level cache", kibibytes(secondLevelBytes), kibibytes(other.secondLevelBytes));
        add(differences, "third-level cache", kibibytes(thirdLevelBytes), kibibytes(other.thirdLevelBytes));
        if (alsoOfNumbers) {
            add(differences, "number of processors", processors, other.processors);
            add(differences, "number of physical cores", physicalCores, other.physicalCores);
        }
        if (!Objects.equals(quota, other.quota)) {
            differences.add("quota of processors (" + limit() + " / " + other.limit() + ")");
        }
        add(differences, "virtual machine", hypervisor, other.hypervisor);
        return differences;
    }

    private static void add(List<String> differences, String what, @Nullable Object own, @Nullable Object others) {
        if (own != null && others != null && !own.equals(others)) {
            differences.add(what + " ('" + own + "' / '" + others + "')");
        }
    }

    /** The features that another processor lacks. */
    private String beyond(Processor other) {
        String more = features.stream()
                .filter(feature -> !other.features.contains(feature))
                .collect(Collectors.joining(" "));
        return more.isEmpty() ? "none" : "'" + more + "'";
    }

    private String limit() {
        return quota == null ? "none" : "'" + decimal(quota) + "'";
    }

    private static @Nullable String words(List<String> texts) {
        return texts.isEmpty() ? null : String.join("; ", texts);
    }

    private static @Nullable String kibibytes(@Nullable Long bytes) {
        return bytes == null ? null : (bytes >> 10) + " KiB";
    }

    /** This processor, with what only the other knows added. */
    Processor with(Processor other) {
        return new Processor(
                models.isEmpty() ? other.models : models,
                features.isEmpty() ? other.features : features,
                secondLevelBytes == null ? other.secondLevelBytes : secondLevelBytes,
                thirdLevelBytes == null ? other.thirdLevelBytes : thirdLevelBytes,
                processors == null ? other.processors : processors,
                physicalCores == null ? other.physicalCores : physicalCores,
                quota,
                hypervisor == null ? other.hypervisor : hypervisor);
    }

    /** How many of its components are known. */
    int known() {
        Stream<@Nullable Object> nullable =
                Stream.of(secondLevelBytes, thirdLevelBytes, processors, physicalCores, hypervisor);
        return (int) nullable.filter(Objects::nonNull).count()
                + (models.isEmpty() ? 0 : 1)
                + (features.isEmpty() ? 0 : 1);
    }

    /** All that is known, for a digest. */
    String text() {
        return Stream.of(
                        models,
                        features,
                        secondLevelBytes,
                        thirdLevelBytes,
                        processors,
                        physicalCores,
                        quota,
                        hypervisor)
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
    }

    /** A number with at most two decimals and at least one. */
    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceFirst("0$", "");
    }

    /** What a reader wants to know of it in a line: model, third-level cache, cores and quota; empty if nothing. */
    @Override
    public String toString() {
        return Stream.of(
                        words(models),
                        thirdLevelBytes == null ? null : "third-level cache of " + (thirdLevelBytes >> 20) + " MiB",
                        physicalCores == null || physicalCores.equals(processors)
                                ? null
                                : physicalCores + " physical cores",
                        quota == null ? null : "quota of " + decimal(quota) + " processors")
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }
}
