package io.mscale.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellVariablesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JAVA_TOOL_OPTIONS",
                "_JAVA_OPTIONS",
                "JDK_JAVA_OPTIONS",
                "OMP_NUM_THREADS",
                "GOMP_CPU_AFFINITY",
                "KMP_BLOCKTIME",
                "MKL_NUM_THREADS",
                "OPENBLAS_CORETYPE",
                "ATEN_CPU_CAPABILITY",
                "DNNL_MAX_CPU_ISA",
                "MALLOC_ARENA_MAX",
                "LD_PRELOAD",
                "CUDA_DEVICE_ORDER"
            })
    void isCleared_whatChangesAMeasurementOrTheStart_is(String name) {
        assertThat(ShellVariables.isCleared(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "HOME",
                "JAVA_HOME",
                "LANG",
                "LD_LIBRARY_PATH",
                "PYTORCH_LIBRARY_PATH",
                "DJL_CACHE_DIR",
                "CUDA_VISIBLE_DEVICES",
                "PYTHONPATH",
                "MY_OMP_NUM_THREADS"
            })
    void isCleared_whatFindsThings_isNot(String name) {
        assertThat(ShellVariables.isCleared(name)).isFalse();
    }

    @Test
    void cleared_isInTheOrderOfNames() {
        assertThat(ShellVariables.cleared(Set.of("PATH", "OMP_B", "MKL_A", "OMP_A")))
                .containsExactly("MKL_A", "OMP_A", "OMP_B");
    }
}
