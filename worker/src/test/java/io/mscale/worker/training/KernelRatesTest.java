package io.mscale.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.KernelRate;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelRatesTest {

    @TempDir
    private Path path = Path.of("");

    private CellRecord record(CellSpec spec) throws IOException {
        CellFolder folder = new CellFolder(path);
        CellHistory history = new CellHistory(spec);
        try (EventLog log = new EventLog(folder.events(), history)) {
            assertThat(CellTraining.run(spec, folder, log).status()).isEqualTo(CellStatus.OK);
        }
        return history.toRecord(CellStatus.OK, null);
    }

    @Test
    void run_kernelAskedFor_isRecordedBeforeTheFirstStep() throws IOException {
        CellRecord record = record(Cells.withKernel("plain", 5));

        assertThat(record.kernel())
                .isNotEmpty()
                .allSatisfy(rate -> assertThat(rate.rate()).isFinite().isNotNegative());
        assertThat(record.curve().get(0).frequencies())
                .extracting(CellRecord.Frequency::k)
                .as("names the frequencies that are followed")
                .containsAll(record.kernel().stream().map(KernelRate::k).toList());
        assertThat(path.resolve("events.jsonl"))
                .content()
                .containsSubsequence("\"event\":\"warmUp\"", "\"event\":\"kernel\"", "\"event\":\"steps\"");
    }

    @Test
    void run_kernelNotAskedFor_isNotThere() throws IOException {
        assertThat(record(Cells.of("plain", 5)).kernel()).isEmpty();
        assertThat(path.resolve("events.jsonl")).content().doesNotContain("kernel");
    }
}
