package io.mscale.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.json.RecordJson;
import io.mscale.worker.training.Cells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerMainTest {

    @TempDir
    private Path path = Path.of("");

    private WorkerProcess start(CellSpec spec, String... jvmOptions) throws IOException {
        CellFolder folder = new CellFolder(path);
        RecordJson.write(folder.spec(), spec);
        return new WorkerProcess(List.of(jvmOptions), WorkerMain.class, folder.log(), path.toString());
    }

    private CellRecord run(CellSpec spec, String... jvmOptions) throws IOException, InterruptedException {
        try (WorkerProcess worker = start(spec, jvmOptions)) {
            assertThat(worker.exitCode()).isZero();
        }
        return RecordJson.readCell(new CellFolder(path).record());
    }

    @Test
    void main_workingBackend_writesAllFiles() throws IOException, InterruptedException {
        CellRecord cell = run(Cells.of("plain", 200));
        CellFolder folder = new CellFolder(path);
        assertThat(cell.status()).isEqualTo(CellStatus.OK);
        assertThat(cell.testMse()).isLessThan(0.01);
        assertThat(cell.timing()).isNotNull();
        assertThat(folder.prediction()).content().hasLineCount(11);
        assertThat(Files.readAllLines(folder.events())).first().asString().contains("\"event\":\"started\"");
        assertThat(Files.readAllLines(folder.events()))
                .last()
                .asString()
                .contains("\"event\":\"finished\"", "\"status\":\"ok\"");
    }

    @ParameterizedTest
    @CsvSource({"measuring, 4096", "nonsense,", "plain,"})
    void main_backend_recordsTheMemoryOnTheDeviceIfItTells(String backend, @Nullable Long bytes)
            throws IOException, InterruptedException {
        CellRecord.Memory memory = requireNonNull(run(Cells.of(backend, 5)).memory());

        assertThat(memory.peakDeviceBytes()).isEqualTo(bytes);
        assertThat(memory.peakRssBytes()).isNotEqualTo(bytes);
    }

    @Test
    void main_failingBackend_writesTheRecordAndLogsTheTrace() throws IOException, InterruptedException {
        CellRecord cell = run(Cells.of("throwing", 5));
        assertThat(cell.status()).isEqualTo(CellStatus.FAILED);
        assertThat(cell.reason()).isEqualTo("IllegalStateException: no luck");
        assertThat(new CellFolder(path).log()).content().contains("at io.mscale.worker.training.FaultyBackends");
    }

    @Test
    void main_heapTooSmall_failsTheCellAndSaysHowLargeItIs() throws IOException, InterruptedException {
        CellRecord cell = run(Cells.of("out-of-memory", 5), "-Xmx64m", "-XX:+UseSerialGC");
        assertThat(cell.status()).isEqualTo(CellStatus.FAILED);
        assertThat(cell.reason()).matches("out of memory: Java heap space; the heap of this JVM is [56]\\d MiB");
        assertThat(new CellFolder(path).log()).content().contains("at io.mscale.worker.training.FaultyBackends");
    }

    @Test
    void main_parentGone_endsInMidTraining() throws IOException, InterruptedException {
        CellFolder folder = new CellFolder(path);
        try (WorkerProcess worker = start(Cells.of("plain", Integer.MAX_VALUE))) {
            while (worker.isAlive() && !isTraining(folder)) {
                Thread.sleep(50);
            }
            assertThat(worker.isAlive()).isTrue();
            worker.closeInput();
            assertThat(worker.exitCode()).isEqualTo(3);
        }
        assertThat(folder.record()).doesNotExist();
    }

    private static boolean isTraining(CellFolder folder) throws IOException {
        return Files.exists(folder.events())
                && Files.readString(folder.events()).contains("\"event\":\"steps\"");
    }
}
