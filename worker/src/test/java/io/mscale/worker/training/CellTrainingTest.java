package io.mscale.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellTrainingTest {

    @TempDir
    private Path path = Path.of("");

    private Outcome run(CellSpec spec) throws IOException {
        CellFolder folder = new CellFolder(path);
        try (EventLog log = new EventLog(folder.events(), new CellHistory(spec))) {
            return CellTraining.run(spec, folder, () -> {}, log);
        }
    }

    @Test
    void run_workingBackend_isOkAndPredicts() throws IOException {
        assertThat(run(Cells.of("plain", 5)).status()).isEqualTo(CellStatus.OK);
        assertThat(path.resolve("prediction.csv")).content().hasLineCount(11);
        assertThat(path.resolve("learned.csv"))
                .content()
                .hasLineCount(2002)
                .startsWith("kind,x1,truth1,prediction1\ncurve,-1.0,-1.0,")
                .contains("\ncurve,0.0,1.0,")
                .doesNotContain("training");
    }

    @Test
    void run_noise_showsTheSamplesThatWereLearned() throws IOException {
        CellSpec.Validation validation = new CellSpec.Validation(5, false, null);
        assertThat(run(Cells.validated("plain", 5, 0.1, validation)).status()).isEqualTo(CellStatus.OK);
        assertThat(Files.readAllLines(path.resolve("learned.csv")))
                .filteredOn(line -> line.startsWith("training,"))
                .hasSize(20)
                .isSortedAccordingTo(Comparator.comparingDouble(line -> Double.parseDouble(line.split(",", -1)[1])))
                .noneMatch(line -> line.split(",", -1)[2].equals(
                        Double.toString(2 * Double.parseDouble(line.split(",", -1)[1]) + 1)));
        assertThat(Files.readAllLines(path.resolve("learned.csv")))
                .filteredOn(line -> line.startsWith("validation,"))
                .hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "throwing      | IllegalStateException: no luck",
                "missing-class | class org.library.Matrix is missing, which io.mscale.worker.training.FaultyBackends$MissingClass needs: put the jar that has it into the backend's folder",
                "asserting     | AssertionError: rows differ"
            })
    void run_backendThrows_failsWithWhatItSaid(String backend, String reason) throws IOException {
        assertThat(run(Cells.of(backend, 5))).isEqualTo(Outcome.failed(reason));
        assertThat(path.resolve("prediction.csv")).doesNotExist();
    }

    @Test
    void run_unknownBackend_fails() throws IOException {
        assertThat(run(Cells.of("nope", 5)).reason()).contains("no backend 'nope'");
    }

    @Test
    void run_deviceThatCannotBeUsed_isUnsupported() throws IOException {
        assertThat(run(Cells.of("unavailable", 5))).isEqualTo(Outcome.unsupported("libmissing.so is not installed"));
    }

    @Test
    void run_deviceThatIsNotDeclared_isUnsupported() throws IOException {
        assertThat(run(Cells.onDevice("gpu:1")))
                .isEqualTo(Outcome.unsupported("backend 'linear' has no device 'gpu'; it has cpu"));
    }
}
