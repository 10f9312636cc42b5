package io.mscale.worker.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.LibraryInfo;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.record.json.RecordJson;
import io.mscale.worker.training.Cells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {

    private static final CellSpec SPEC = Cells.of("linear", 5);

    @TempDir
    private Path folder = Path.of("");

    private CellHistory write(Path file) throws IOException {
        CellHistory history = new CellHistory(SPEC);
        try (EventLog log = new EventLog(file, history, WallClock.sinceLaunch())) {
            log.started();
            log.library(new LibraryInfo("Linear", "1 \"β\"\n", null, 2, null, "a device"));
            log.ready();
            log.evaluation(0, 0, 1 / 3.0, 0.7, List.of(new CellRecord.Frequency(23, 0.5)));
            log.steps(1, 1, 0.1, 0.5);
            log.steps(3, 2, 0.30000000000000004, Double.NaN);
            log.evaluation(3, 0.4, Double.POSITIVE_INFINITY, 1e-300, List.of(new CellRecord.Frequency(23, null)));
            CellRecord.Accuracy accuracy =
                    new CellRecord.Accuracy(0.1, null, 0.2, 0.3, List.of(new CellRecord.Frequency(23, null)));
            log.finished(CellStatus.OK, "stopped\nearly", accuracy, 4096L);
        }
        return history;
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
        try (EventLog log = new EventLog(file, new CellHistory(SPEC), WallClock.sinceLaunch())) {
            log.started();
            assertThat(Files.readAllLines(file)).hasSize(1);
            log.ready();
            assertThat(Files.readAllLines(file)).hasSize(2);
        }
    }

    @Test
    void constructor_logOfAnEarlierTry_isReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("events.jsonl"), "old\nold\n");
        new EventLog(file, new CellHistory(SPEC), WallClock.sinceLaunch()).close();
        assertThat(file).isEmptyFile();
    }
}
