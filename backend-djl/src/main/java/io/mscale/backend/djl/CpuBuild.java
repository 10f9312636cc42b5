package io.mscale.backend.djl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The compiled variant that PyTorch uses on this processor. DJL does not expose it, so this applies PyTorch's rule: the
 * environment variable {@code ATEN_CPU_CAPABILITY} if it names a variant, in lower case, or else the best variant that the
 * processor's flags allow.
 */
final class CpuBuild {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Set<String> NAMES = Set.of("default", "avx2", "avx512");
    private static final List<String> AVX512 = List.of("avx512vl", "avx512bw", "avx512dq", "fma");
    private static final List<String> AVX2 = List.of("avx2", "fma");

    private CpuBuild() {}

    /** Returns the variant, as in "avx512"; null where the system does not report the processor's flags. */
    static @Nullable String inUse() {
        return inUse(cpuInfo());
    }

    /** The same, where {@link #cpuInfo} was read already. */
    static @Nullable String inUse(String cpuInfo) {
        return of(System.getenv("ATEN_CPU_CAPABILITY"), System.getProperty("os.arch", ""), cpuInfo);
    }

    /**
     * Returns the variant in some circumstances, as {@link #inUse} does.
     *
     * @param variable the value of {@code ATEN_CPU_CAPABILITY}, null if it is not set
     * @param architecture Java's {@code os.arch}
     * @param cpuInfo see {@link #cpuInfo}
     */
    static @Nullable String of(@Nullable String variable, String architecture, String cpuInfo) {
        if (architecture.equals("aarch64")) {
            return "neon";
        }
        if (variable != null && NAMES.contains(variable)) {
            return variable;
        }
        return cpuInfo.isEmpty() ? null : ofFlags(cpuInfo);
    }

    /**
     * Returns whether the operations of a variant, as {@link #inUse} names it, are sure to round {@code a + alpha * b} once:
     * those for AVX2 and AVX-512 have fused multiply-adds.
     */
    static boolean fuses(@Nullable String build) {
        return "avx2".equals(build) || "avx512".equals(build);
    }

    /** Returns Linux's description of the processors; empty elsewhere. */
    static String cpuInfo() {
        try {
            return Files.isReadable(CPU_INFO) ? Files.readString(CPU_INFO) : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns the variant for the first processor of a {@code /proc/cpuinfo}. */
    static String ofFlags(String cpuInfo) {
        String line =
                cpuInfo.lines().filter(l -> l.startsWith("flags")).findFirst().orElse("");
        Set<String> flags = Set.copyOf(List.of(line.split("\\s+", -1)));
        if (flags.containsAll(AVX512)) {
            return "avx512";
        }
        return flags.containsAll(AVX2) ? "avx2" : "default";
    }
}
