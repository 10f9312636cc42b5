package io.mscale.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.LibraryInfo;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.record.json.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {

    private static final CellSpec SPEC = Cells.of("linear", 5);

    @TempDir
    private Path folder = Path.of("");

    private CellHistory write(Path file) throws IOException {
        CellHistory history = new CellHistory(SPEC);
        try (EventLog log = new EventLog(file, history)) {
            log.write(WorkerEvent.Started::new);
            LibraryInfo library = new LibraryInfo("Linear", "1 \"β\"\n", null, 2, null, "a device");
            log.write(wall -> new WorkerEvent.Library(wall, library, true));
            log.write(WorkerEvent.Ready::new);
            evaluate(log, 0, 0, 1 / 3.0, 0.7, 0.5);
            log.write(wall -> new WorkerEvent.Steps(wall, 1, 1, 0.1, EventLog.finiteOrNull(0.5)));
            log.write(
                    wall -> new WorkerEvent.Steps(wall, 3, 2, 0.30000000000000004, EventLog.finiteOrNull(Double.NaN)));
            evaluate(log, 3, 0.4, Double.POSITIVE_INFINITY, 1e-300, null);
            CellRecord.Accuracy accuracy =
                    new CellRecord.Accuracy(0.1, null, 0.2, 0.3, List.of(new CellRecord.Frequency(23, null)));
            CellRecord.Memory memory = new CellRecord.Memory(1L << 20, 4096L);
            log.write(wall -> WorkerEvent.finished(wall, accuracy, memory, CellStatus.OK, "stopped\nearly"));
        }
        return history;
    }

    private static void evaluate(
            EventLog log, int step, double seconds, double trainMse, double testMse, @Nullable Double error) {
        log.write(wall -> new WorkerEvent.Evaluation(
                wall,
                step,
                seconds,
                EventLog.finiteOrNull(trainMse),
                EventLog.finiteOrNull(testMse),
                List.of(new CellRecord.Frequency(23, error))));
    }

    @Test
    void lines_allEvents_areOneJsonObjectEachWithoutNaN() throws IOException {
        Path file = folder.resolve("events.jsonl");
        write(file);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(8).allSatisfy(line -> {
            assertThat(RecordJson.object(line)).containsKeys("event", "wallSeconds");
            assertThat(line).doesNotContain("NaN", "Infinity");
        });
        assertThat(lines.get(5)).doesNotContain("\"loss\":0").doesNotContain("\"loss\":\"");
    }

    @Test
    void lines_readAgain_makeTheSameRecord() throws IOException {
        Path file = folder.resolve("events.jsonl");
        CellHistory written = write(file);
        CellHistory read = new CellHistory(SPEC);
        for (String line : Files.readAllLines(file)) {
            read.add(RecordJson.parse(line, WorkerEvent.class));
        }
        assertThat(read.toRecord(CellStatus.OK, null)).isEqualTo(written.toRecord(CellStatus.OK, null));
        assertThat(read.finished()).isEqualTo(written.finished()).isNotNull();
    }

    @Test
    void lines_beforeClose_areInTheFile() throws IOException {
        Path file = folder.resolve("events.jsonl");
        try (EventLog log = new EventLog(file, new CellHistory(SPEC))) {
            log.write(WorkerEvent.Started::new);
            assertThat(Files.readAllLines(file)).hasSize(1);
            log.write(WorkerEvent.Ready::new);
            assertThat(Files.readAllLines(file)).hasSize(2);
        }
    }

    @Test
    void constructor_logOfAnEarlierTry_isReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("events.jsonl"), "old\nold\n");
        new EventLog(file, new CellHistory(SPEC)).close();
        assertThat(file).isEmptyFile();
    }
}
