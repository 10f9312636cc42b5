package io.mscale.backend.nd4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** ND4J's builds of its native code, which differ in the instructions they use; from the plainest to the fastest. */
enum CpuBuild {
    /** Runs on every processor of the platform. */
    PLAIN("", 0, List.of()),
    /** Intel's Haswell and AMD's Excavator, and later ones. */
    AVX2("-avx2", 2, List.of("avx2", "fma", "f16c", "bmi1", "bmi2", "abm", "movbe")),
    /** Intel's server processors from Skylake on, AMD's from Zen 4 on. */
    AVX512("-avx512", 3, List.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"));

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private final String extension;
    private final int level;
    private final List<String> needed;

    CpuBuild(String extension, int level, List<String> needed) {
        this.extension = extension;
        this.level = level;
        this.needed = needed;
    }

    /** What JavaCPP appends to the platform's name. */
    String extension() {
        return extension;
    }

    /** The name for records. */
    String id() {
        return this == PLAIN ? "plain" : extension.substring(1);
    }

    /** The build that says of itself that it is of that level; the library counts 0 plain, 1 AVX, 2 AVX2, 3 AVX-512. */
    static CpuBuild ofLevel(int level) {
        return Arrays.stream(values())
                .filter(build -> build.level == level)
                .findFirst()
                .orElse(PLAIN);
    }

    /**
     * The fastest build that a processor can run.
     *
     * @param flags what the processor can do, in the words of /proc/cpuinfo
     * @param there the builds on the class path
     */
    static CpuBuild best(Set<String> flags, Set<CpuBuild> there) {
        CpuBuild best = PLAIN;
        for (CpuBuild build : values()) {
            // A faster build needs what the plainer ones need too.
            if (!flags.containsAll(build.needed)) {
                break;
            }
            best = there.contains(build) ? build : best;
        }
        return best;
    }

    /** What this processor can do; empty where the system does not tell, as outside Linux. */
    static Set<String> flagsOfThisProcessor() {
        if (!Files.isReadable(CPU_INFO)) {
            return Set.of();
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return flags(lines);
        } catch (IOException e) {
            return Set.of();
        }
    }

    /** The flags in /proc/cpuinfo: those of the first processor. */
    static Set<String> flags(Stream<String> lines) {
        return lines.filter(line -> line.startsWith("flags"))
                .findFirst()
                .map(line -> Arrays.stream(
                                line.substring(line.indexOf(':') + 1).trim().split("\\s+"))
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }
}
