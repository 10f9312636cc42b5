package io.mscale.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.json.RecordJson;
import io.mscale.record.run.CanaryNoise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanaryMainTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void main_twoThreads_writesTheScatter() throws IOException, InterruptedException {
        Path answer = folder.resolve("noise.json");
        try (WorkerProcess process =
                new WorkerProcess(CanaryMain.class, folder.resolve("log"), "2", answer.toString())) {
            assertThat(process.exitCode()).isZero();
        }
        CanaryNoise noise = RecordJson.parse(Files.readString(answer), CanaryNoise.class);
        assertThat(noise.threads()).isEqualTo(2);
        assertThat(noise.readings()).isPositive();
        assertThat(requireNonNull(noise.p05())).isPositive();
        assertThat(requireNonNull(noise.median())).isBetween(noise.p05(), requireNonNull(noise.p95()));
        assertThat(noise.p95()).isLessThanOrEqualTo(1);
    }
}
