package io.mscale.backend.nd4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which of its kernels OpenBLAS runs. It chooses by the processor's family, and takes those for AVX2 on every AMD. On those with
 * AVX-512 the kernels for Intel's are faster: they copy operands in wider strips, and small products without copying them.
 */
final class OpenBlasKernels {

    /** Read when the library is loaded. */
    private static final String VARIABLE = "OPENBLAS_CORETYPE";

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private OpenBlasKernels() {}

    /** Returns the variable to set for this processor; nothing if the library's own choice is right or unknown. */
    static Map<String, String> environment() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return environment(lines.toList());
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** Returns the variable to set for a processor, given the lines of /proc/cpuinfo. */
    static Map<String, String> environment(List<String> cpuInfo) {
        boolean isAmd =
                cpuInfo.stream().anyMatch(line -> line.startsWith("vendor_id") && line.endsWith("AuthenticAMD"));
        CpuBuild build = CpuBuild.best(CpuBuild.flags(cpuInfo.stream()), EnumSet.allOf(CpuBuild.class));
        return isAmd && build == CpuBuild.AVX512 ? Map.of(VARIABLE, "SKYLAKEX") : Map.of();
    }
}
