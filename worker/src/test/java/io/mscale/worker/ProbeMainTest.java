package io.mscale.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.LibraryInfo;
import io.mscale.api.Probe;
import io.mscale.record.json.RecordJson;
import io.mscale.record.run.ProbeAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeMainTest {

    @TempDir
    private Path folder = Path.of("");

    private Probe probe(String backend, String device) throws IOException, InterruptedException {
        Path answer = folder.resolve("probe.json");
        try (WorkerProcess process =
                new WorkerProcess(ProbeMain.class, folder.resolve("log"), backend, device, "2", answer.toString())) {
            assertThat(process.exitCode()).isZero();
        }
        return RecordJson.parse(Files.readString(answer), ProbeAnswer.class).probe();
    }

    @Test
    void main_workingBackend_writesItsLibrary() throws IOException, InterruptedException {
        assertThat(probe("linear", "cpu"))
                .isEqualTo(Probe.available(new LibraryInfo("Linear", "1", null, 2, null, null)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unavailable | libmissing.so is not installed",
                "missing-class | class org.library.Matrix is missing, which io.mscale.worker.training.FaultyBackends$MissingClass"
                        + " needs: put the jar that has it into the backend's folder",
                "other-version | backend 'other-version': it was built for version 6 of the API; this is version 5, which takes"
                        + " backends of versions 3 to 5"
            })
    void main_deviceThatCannotBeUsed_writesTheReason(String backend, String reason)
            throws IOException, InterruptedException {
        assertThat(probe(backend, "cpu")).isEqualTo(Probe.unavailable(reason));
    }
}
