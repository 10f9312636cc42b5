package io.mscale.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuBuildTest {

    @ParameterizedTest
    @CsvSource({
        "fpu avx avx2 fma avx512f avx512vl avx512bw avx512dq, avx512",
        "fpu avx avx2 fma avx512f, avx2",
        "fpu avx2, default",
        "fpu sse2, default"
    })
    void ofFlags_followsPyTorchsRule(String flags, String expected) {
        assertThat(CpuBuild.ofFlags("processor\t: 0\nflags\t\t: " + flags + "\nbugs\t\t:\n"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"''", "'processor : 0'"})
    void ofFlags_noFlags_isDefault(String cpuInfo) {
        assertThat(CpuBuild.ofFlags(cpuInfo)).isEqualTo("default");
    }
}
