package io.mscale.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerSettingsTest {

    private static final WorkerSettings OWN =
            new WorkerSettings(List.of("-XX:+UseSerialGC", "-Xmx1g"), Map.of("OMP_NUM_THREADS", "2", "A", "1"));

    @Test
    void with_others_winByComingLaterAndReplacingVariables() {
        WorkerSettings others = new WorkerSettings(List.of("-Xmx2g"), Map.of("OMP_NUM_THREADS", "4", "B", "2"));

        assertThat(OWN.with(others))
                .isEqualTo(new WorkerSettings(
                        List.of("-XX:+UseSerialGC", "-Xmx1g", "-Xmx2g"),
                        Map.of("OMP_NUM_THREADS", "4", "A", "1", "B", "2")));
        assertThat(OWN.with(WorkerSettings.NONE)).isEqualTo(OWN);
    }

    @Test
    void with_anotherCollector_replacesOurs() {
        assertThat(OWN.with(new WorkerSettings(List.of("-XX:+UseZGC"), Map.of()))
                        .jvmOptions())
                .containsExactly("-Xmx1g", "-XX:+UseZGC");
    }

    @Test
    void withCollector_settingsThatNameNone_getTheDefaultFirst() {
        WorkerSettings none =
                new WorkerSettings(List.of("-XX:-UseG1GC", "-XX:+UseMaximumCompactionOnSystemGC"), Map.of());

        assertThat(none.withCollector().jvmOptions())
                .containsExactly("-XX:+UseSerialGC", "-XX:-UseG1GC", "-XX:+UseMaximumCompactionOnSystemGC");
        assertThat(OWN.withCollector()).isEqualTo(OWN);
    }
}
