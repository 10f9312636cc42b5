package io.mscale.backend.nd4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * ND4J's builds of its native code, which differ in the instructions they use, from the most portable to the fastest.
 */
enum CpuBuild {
    /** Runs on any processor of the platform. */
    PLAIN(List.of()),
    /** Requires Intel Haswell, AMD Excavator or later. */
    AVX2(List.of("avx2", "fma", "f16c", "bmi1", "bmi2", "abm", "movbe")),
    /** Requires an Intel server processor from Skylake on, or AMD Zen 4 or later. */
    AVX512(List.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"));

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private final List<String> needed;

    CpuBuild(List<String> needed) {
        this.needed = needed;
    }

    /** The name in records. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The suffix that JavaCPP appends to the platform's name. */
    String extension() {
        return this == PLAIN ? "" : "-" + id();
    }

    /** Returns the build for the level it reports; the library counts 0 plain, 1 AVX, 2 AVX2, 3 AVX-512. */
    static CpuBuild ofLevel(int level) {
        return switch (level) {
            case 2 -> AVX2;
            case 3 -> AVX512;
            default -> PLAIN;
        };
    }

    /**
     * Returns the fastest build that a processor can run.
     *
     * @param flags the processor's features, named as in /proc/cpuinfo
     * @param there the builds on the class path
     */
    static CpuBuild best(Set<String> flags, Set<CpuBuild> there) {
        CpuBuild best = PLAIN;
        for (CpuBuild build : values()) {
            // A faster build also requires the features of the slower ones.
            if (!flags.containsAll(build.needed)) {
                break;
            }
            best = there.contains(build) ? build : best;
        }
        return best;
    }

    /** Returns this processor's features; empty where the system does not report them, as outside Linux. */
    static Set<String> flagsOfThisProcessor() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return flags(lines);
        } catch (IOException e) {
            return Set.of();
        }
    }

    /** Parses /proc/cpuinfo and returns the flags of the first processor. */
    static Set<String> flags(Stream<String> lines) {
        return lines.filter(line -> line.startsWith("flags"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).trim().split("\\s+"))
                .map(flags -> Set.copyOf(List.of(flags)))
                .orElse(Set.of());
    }
}
