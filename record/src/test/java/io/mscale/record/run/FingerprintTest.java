package io.mscale.record.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.WorkerSettings;
import io.mscale.record.file.Digest;
import io.mscale.record.sample.GpuSamples;
import io.mscale.record.sample.Samples;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final RunRecord.Environment MACHINE = Samples.run().environment();

    private static Fingerprint with(WorkerSettings settings) {
        return Fingerprint.of(MACHINE.withWorkers(List.of("OMP_NUM_THREADS"), settings));
    }

    @Test
    void differences_settingsOfWorkers_areTold() {
        Fingerprint plain = with(WorkerSettings.NONE);
        Fingerprint set = with(new WorkerSettings(List.of("-XX:UseAVX=2"), Map.of("OMP_WAIT_POLICY", "passive")));

        assertThat(plain.differences(set))
                .containsExactly("workers' settings (none / 'OMP_WAIT_POLICY=passive -XX:UseAVX=2')");
        assertThat(set.key()).isNotEqualTo(plain.key());
        assertThat(set).hasToString(plain + ", workers with OMP_WAIT_POLICY=passive -XX:UseAVX=2");
    }

    /** Runs that earlier versions added to a history must be found under the same name. */
    @Test
    void key_withoutSettingsOfWorkers_isThatOfEarlierVersions() {
        assertThat(with(WorkerSettings.NONE).key())
                .isEqualTo(Fingerprint.of(MACHINE).key())
                .isEqualTo("a-cpu-2c-"
                        + Digest.of(
                                Stream.of("amd64", "A CPU", "2", "null", "OpenJDK 17")
                                        .collect(Collectors.joining("\n")),
                                8));
    }

    /** Which of several of a kind, and where it sits, is nothing to times: a process sees another one each day. */
    @Test
    void differences_gpuOfTheSameKindAndDriver_areNone() {
        Gpu other = new Gpu(
                0,
                GpuSamples.GPU.name(),
                GpuSamples.GPU.memoryBytes(),
                GpuSamples.GPU.driverVersion(),
                GpuSamples.GPU.computeCapability(),
                Gpu.digest("GPU-another"));

        assertThat(onGpu(other).differences(onGpu(GpuSamples.GPU))).isEmpty();
        assertThat(onGpu(other).key()).isEqualTo(onGpu(GpuSamples.GPU).key());
    }

    @Test
    void key_otherGpuOrNone_isAnother() {
        Set<String> keys = GpuSamples.others().stream()
                .map(other -> onGpu(other).key())
                .collect(Collectors.toCollection(HashSet::new));
        keys.add(onGpu(GpuSamples.GPU).key());
        keys.add(Fingerprint.of(MACHINE).key());

        assertThat(keys).hasSize(GpuSamples.others().size() + 2);
    }

    private static Fingerprint onGpu(Gpu gpu) {
        return Fingerprint.of(MACHINE.withGpu(gpu, null));
    }
}
