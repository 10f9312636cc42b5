package io.mscale.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.DevicePeak;
import io.mscale.record.json.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevicePeakMainTest {

    @TempDir
    private Path folder = Path.of("");

    /** Measures in a process of its own; returns its exit code. */
    private int measure(String backend, String device) throws IOException, InterruptedException {
        try (WorkerProcess process = new WorkerProcess(
                DevicePeakMain.class,
                folder.resolve("log"),
                backend,
                device,
                "2",
                folder.resolve("peak.json").toString())) {
            return process.exitCode();
        }
    }

    private DevicePeak answer() throws IOException {
        return RecordJson.parse(Files.readString(folder.resolve("peak.json")), DevicePeak.class);
    }

    @Test
    void main_backendThatMeasures_writesWhatItFoundOfThatDevice() throws IOException, InterruptedException {
        assertThat(measure("measuring", "gpu:3")).isZero();

        assertThat(answer()).isEqualTo(new DevicePeak(1003.0, null, 200.0));
        assertThat(folder.resolve("peak.json")).content().contains("\"gflops64\":null");
    }

    @Test
    void main_whatIsNoRate_wasNotMeasured() throws IOException, InterruptedException {
        assertThat(measure("nonsense", "gpu")).isZero();

        assertThat(answer()).isEqualTo(new DevicePeak(null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "linear, 0, ''",
        "deviceless, 0, ''",
        "failing, 1, CUDA_ERROR_ILLEGAL_ADDRESS",
        "nope, 1, no backend 'nope'"
    })
    void main_nothingMeasured_writesNothing(String backend, int exitCode, String log)
            throws IOException, InterruptedException {
        assertThat(measure(backend, "gpu")).isEqualTo(exitCode);

        assertThat(folder.resolve("peak.json")).doesNotExist();
        assertThat(folder.resolve("log")).content().contains(log);
    }
}
