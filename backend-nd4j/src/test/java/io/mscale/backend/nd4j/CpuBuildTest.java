package io.mscale.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CpuBuildTest {

    private static final String SSE = "fpu sse sse2 ssse3 sse4_1 sse4_2 popcnt";
    private static final String HASWELL = SSE + " avx avx2 fma f16c bmi1 bmi2 abm movbe";
    private static final String SKYLAKE_SERVER = HASWELL + " avx512f avx512cd avx512bw avx512dq avx512vl";
    private static final Set<CpuBuild> ALL = EnumSet.allOf(CpuBuild.class);

    @Test
    void best_avx512Processor_isAvx512() {
        assertThat(CpuBuild.best(flags(SKYLAKE_SERVER), ALL)).isEqualTo(CpuBuild.AVX512);
    }

    @Test
    void best_avx2Processor_isAvx2() {
        assertThat(CpuBuild.best(flags(HASWELL), ALL)).isEqualTo(CpuBuild.AVX2);
    }

    /** Knights Landing has a part of AVX-512 only. */
    @Test
    void best_processorWithAPartOfAvx512_isAvx2() {
        assertThat(CpuBuild.best(flags(HASWELL + " avx512f avx512cd"), ALL)).isEqualTo(CpuBuild.AVX2);
    }

    @Test
    void best_oldOrUnknownProcessor_isPlain() {
        assertThat(CpuBuild.best(flags(SSE), ALL)).isEqualTo(CpuBuild.PLAIN);
        assertThat(CpuBuild.best(Set.of(), ALL)).isEqualTo(CpuBuild.PLAIN);
    }

    @Test
    void best_jarMissing_isTheNextPlainerBuild() {
        assertThat(CpuBuild.best(flags(SKYLAKE_SERVER), EnumSet.of(CpuBuild.PLAIN, CpuBuild.AVX2)))
                .isEqualTo(CpuBuild.AVX2);
        assertThat(CpuBuild.best(flags(SKYLAKE_SERVER), EnumSet.of(CpuBuild.PLAIN)))
                .isEqualTo(CpuBuild.PLAIN);
    }

    @Test
    void flags_systemWithoutThatLine_areNone() {
        assertThat(CpuBuild.flags(Stream.of("processor\t: 0", "Features\t: fp asimd")))
                .isEmpty();
    }

    private static Set<String> flags(String names) {
        return CpuBuild.flags(Stream.of("processor\t: 0", "flags\t\t: " + names, "flags\t\t: other"));
    }
}
