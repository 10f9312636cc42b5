package io.mscale.harness.machine;

import io.mscale.api.support.CacheSizes;
import io.mscale.api.support.Processors;
import io.mscale.api.support.SystemFolders;
import io.mscale.record.run.Processor;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Linux tells of the processors that this process may use. */
final class ProcessorFacts {

    /**
     * The instruction sets that backends and their libraries choose code by. Others come and go with kernels and
     * microcode without any effect on training.
     */
    private static final Set<String> FEATURES = Set.of(
            "sse4_2",
            "avx",
            "avx2",
            "fma",
            "avx_vnni",
            "avx512f",
            "avx512dq",
            "avx512bw",
            "avx512vl",
            "avx512_vnni",
            "avx512_bf16",
            "avx512_fp16",
            "amx_tile",
            "amx_int8",
            "amx_bf16",
            "amx_fp16",
            "asimd",
            "asimdhp",
            "asimddp",
            "bf16",
            "i8mm",
            "sve",
            "sve2",
            "svebf16",
            "sme",
            "sme2");

    private static final String HYPERVISOR = "hypervisor";

    private ProcessorFacts() {}

    /** The facts in the folders. */
    static Processor of(SystemFolders system, Processors processors) {
        List<Map<String, String>> used = used(system);
        List<Set<String>> flags = used.stream().map(ProcessorFacts::flags).toList();
        return new Processor(
                models(used),
                features(flags),
                known(CacheSizes.largest(system.processors(), 2)),
                known(CacheSizes.largest(system.processors(), 3)),
                processors.allowed(),
                processors.cores(),
                processors.quota(),
                hypervisor(used, flags));
    }

    private static @Nullable Long known(long bytes) {
        return bytes == 0 ? null : bytes;
    }

    /** The descriptions in {@code cpuinfo} of the processors that the process may use, or of all if that is not known. */
    private static List<Map<String, String>> used(SystemFolders system) {
        List<Map<String, String>> all = Arrays.stream(
                        SystemFolders.read(system.proc().resolve("cpuinfo"))
                                .orElse("")
                                .split("\n\\s*\n", -1))
                .map(ProcessorFacts::fields)
                .filter(fields -> fields.containsKey("processor"))
                .toList();
        Set<String> allowed =
                Processors.allowed(system).stream().map(String::valueOf).collect(Collectors.toSet());
        List<Map<String, String>> used = all.stream()
                .filter(fields -> allowed.contains(fields.get("processor")))
                .toList();
        return used.isEmpty() ? all : used;
    }

    private static Map<String, String> fields(String block) {
        Map<String, String> fields = new HashMap<>();
        block.lines()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> fields.put(parts[0].strip(), parts[1].strip()));
        return fields;
    }

    /** What the processors are, each kind once. */
    private static List<String> models(Collection<Map<String, String>> processors) {
        return processors.stream()
                .map(fields -> fields.containsKey("CPU part")
                        ? "implementer " + fields.get("CPU implementer") + " part " + fields.get("CPU part")
                                + " variant " + fields.get("CPU variant") + " revision " + fields.get("CPU revision")
                        : fields.containsKey("cpu family")
                                ? fields.get("vendor_id") + " family " + fields.get("cpu family") + " model "
                                        + fields.get("model") + " stepping " + fields.get("stepping")
                                : "")
                .filter(model -> !model.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    private static Set<String> flags(Map<String, String> fields) {
        return Stream.of("flags", "Features")
                .flatMap(name -> Stream.ofNullable(fields.get(name)))
                .flatMap(words -> Arrays.stream(words.split(" ", -1)))
                .collect(Collectors.toSet());
    }

    /** The instruction sets that all of the processors have. */
    private static List<String> features(List<Set<String>> flags) {
        Set<String> common = new TreeSet<>(FEATURES);
        flags.forEach(common::retainAll);
        return flags.isEmpty() ? List.of() : List.copyOf(common);
    }

    /** Whether it is a virtual machine's. Only processors with {@code flags}, those of x86, say so. */
    private static @Nullable Boolean hypervisor(List<Map<String, String>> used, List<Set<String>> flags) {
        boolean tells = used.stream().anyMatch(fields -> fields.containsKey("flags"));
        return tells ? flags.get(0).contains(HYPERVISOR) : null;
    }
}
