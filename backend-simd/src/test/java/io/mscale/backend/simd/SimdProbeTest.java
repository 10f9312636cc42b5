package io.mscale.backend.simd;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import io.mscale.api.Probe;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the backend says of JVMs of several kinds, each really started. */
class SimdProbeTest {

    /** Prints what the probe finds. */
    static final class Main {
        public static void main(String[] args) {
            Probe probe = new SimdBackend().probe(Device.CPU, 1);
            System.out.println(
                    probe instanceof Probe.Available available
                            ? available.library()
                            : probe.obstacle().orElseThrow());
        }
    }

    @Test
    void probe_withoutTheModule_saysHowToAddIt() throws Exception {
        assertThat(probe())
                .isEqualTo(
                        "this JVM was started without the Vector API: add the option --add-modules jdk.incubator.vector");
    }

    @Test
    @ExtendWith(NeedsVectors.class)
    void probe_withTheModule_namesTheWidthOfTheVectors() throws Exception {
        assertThat(probe("--add-modules", "jdk.incubator.vector", "-Dmscale.simd.bits=128"))
                .contains("Vector API", "128-bit vectors");
    }

    @Test
    void probe_widthThatThereIsNot_namesPropertyAndChoice() throws Exception {
        assertThat(probe("--add-modules", "jdk.incubator.vector", "-Dmscale.simd.bits=384"))
                .isEqualTo("mscale.simd.bits must be one of 128, 256, 512, not '384'");
    }

    @Test
    void probe_withoutTheCompilerThatKnowsVectors_saysSo() throws Exception {
        assertThat(probe("--add-modules", "jdk.incubator.vector", "-XX:TieredStopAtLevel=1"))
                .startsWith("this JVM runs without the compiler that knows vectors");
    }

    @Test
    @EnabledOnOs(architectures = "amd64")
    void probe_processorWithoutFusedMultiplyAdds_saysWhatIsMissing() throws Exception {
        assertThat(probe("--add-modules", "jdk.incubator.vector", "-XX:UseAVX=1"))
                .startsWith("Java uses vectors of 128 bits here")
                .contains("AVX2", "--backend ejml");
    }

    @Test
    void probe_gpu_isRefused() {
        assertThat(new SimdBackend().probe(Device.parse("gpu"), 1).obstacle().orElseThrow())
                .contains("CPU only");
    }

    @Test
    void workerSettings_bringTheModule() {
        assertThat(new SimdBackend().workerSettings(Device.CPU, 2).jvmOptions())
                .containsSequence("--add-modules", "jdk.incubator.vector");
    }

    @Test
    void workerSettings_fewCores_bringMoreCompilerThreads() {
        assertThat(SimdBackend.workerSettings(2).jvmOptions()).contains("-XX:CICompilerCount=4");
        assertThat(SimdBackend.workerSettings(7).jvmOptions()).contains("-XX:CICompilerCount=4");
        assertThat(SimdBackend.workerSettings(8).jvmOptions()).noneMatch(option -> option.contains("CICompilerCount"));
    }

    private static String probe(String... options) throws IOException, InterruptedException {
        return Jvm.run(List.of(options), Main.class);
    }
}
