package io.mscale.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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

    /** As libtorch 2.7.1, which warns of a value that it ignores. */
    @ParameterizedTest
    @CsvSource({
        "default, amd64, default",
        "avx2, amd64, avx2",
        "avx512, amd64, avx512",
        "AVX512, amd64, avx2",
        "sse, amd64, avx2",
        "'', amd64, avx2",
        ", amd64, avx2",
        "avx2, aarch64, neon",
        ", aarch64, neon"
    })
    void of_variable_countsWhereItNamesAVariant(@Nullable String variable, String architecture, String expected) {
        assertThat(CpuBuild.of(variable, architecture, "flags : avx2 fma\n")).isEqualTo(expected);
    }

    @Test
    void of_unknownProcessor_isUnknownUnlessChosen() {
        assertThat(CpuBuild.of(null, "amd64", "")).isNull();
        assertThat(CpuBuild.of("avx2", "amd64", "")).isEqualTo("avx2");
    }

    @ParameterizedTest
    @CsvSource({"''", "'processor : 0'"})
    void ofFlags_noFlags_isDefault(String cpuInfo) {
        assertThat(CpuBuild.ofFlags(cpuInfo)).isEqualTo("default");
    }
}
