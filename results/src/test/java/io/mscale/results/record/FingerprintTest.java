package io.mscale.results.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.WorkerSettings;
import io.mscale.results.Samples;
import java.util.List;
import java.util.Map;
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
}
