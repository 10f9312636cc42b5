package io.mscale.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenBlasKernelsTest {

    private static final String AVX2 = "flags\t\t: fpu sse avx avx2 fma f16c bmi1 bmi2 abm movbe";
    private static final String AVX512 = AVX2 + " avx512f avx512cd avx512bw avx512dq avx512vl";

    @Test
    void environment_amdWithAvx512_namesIntelsKernels() {
        assertThat(environment("AuthenticAMD", AVX512)).isEqualTo(Map.of("OPENBLAS_CORETYPE", "SKYLAKEX"));
    }

    /** The kernels end the process with SIGILL where an instruction is missing. */
    @Test
    void environment_amdWithoutAvx512_leavesTheChoiceToTheLibrary() {
        assertThat(environment("AuthenticAMD", AVX2)).isEmpty();
        assertThat(environment("AuthenticAMD", AVX512.replace(" avx512vl", ""))).isEmpty();
    }

    /** Which the library knows, and has newer kernels for some. */
    @Test
    void environment_intel_leavesTheChoiceToTheLibrary() {
        assertThat(environment("GenuineIntel", AVX512)).isEmpty();
    }

    @Test
    void environment_nothingKnown_isEmpty() {
        assertThat(OpenBlasKernels.environment(List.of())).isEmpty();
    }

    @Test
    void workerSettings_onlyOnTheProcessor_nameTheKernels() {
        Map<String, String> processor =
                new Nd4jBackend().workerSettings(Device.CPU, 2).environment();
        Map<String, String> gpu =
                new Nd4jBackend().workerSettings(Device.parse("gpu"), 2).environment();

        assertThat(processor).containsAllEntriesOf(OpenBlasKernels.environment());
        assertThat(processor).containsEntry("OPENBLAS_NUM_THREADS", "1");
        assertThat(gpu).doesNotContainKey("OPENBLAS_CORETYPE");
    }

    private static Map<String, String> environment(String vendor, String flags) {
        return OpenBlasKernels.environment(List.of("processor\t: 0", "vendor_id\t: " + vendor, flags));
    }
}
