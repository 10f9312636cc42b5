package io.mscale.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.harness.discovery.Distribution;
import io.mscale.record.run.MachinePeak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTrialTest {

    @TempDir
    private Path home = Path.of("");

    @Test
    void run_distributionWithoutAWorker_measuresNothing() {
        assertThat(MachineTrial.run(new Distribution(home), 2)).isEqualTo(MachinePeak.notMeasured(2));
    }

    @Test
    void run_workerThatCannotStart_measuresNothing() throws IOException {
        Files.createFile(Files.createDirectory(home.resolve("worker")).resolve("worker.jar"));

        assertThat(MachineTrial.run(new Distribution(home), 2)).isEqualTo(MachinePeak.notMeasured(2));
    }
}
