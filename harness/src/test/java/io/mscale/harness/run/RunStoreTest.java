package io.mscale.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.json.RecordJson;
import io.mscale.record.json.RunReader;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {

    @TempDir
    private Path folder = Path.of("");

    private static CellRecord cell(int number) {
        return Samples.withId(Samples.failed("ejml", CellStatus.FAILED, "empty"), "cell-" + number);
    }

    /** What is written for a cell must not grow with the cells before it. */
    @Test
    void ended_aThousandCells_writesARowForEachAndLeavesTheRunsRecordAlone() throws IOException {
        try (RunStore store = RunStore.create(folder)) {
            RunRecord run = Samples.run().finishedAt(null);
            store.write(run);
            Path record = store.folder().run();
            Path summary = folder.resolve("summary.csv");
            Files.writeString(record, "not written again");
            List<CellRecord> cells = new ArrayList<>();
            for (int i = 1000; i < 2000; i++) {
                long before = Files.size(summary);
                cells.add(cell(i));
                store.ended(run, cells.get(cells.size() - 1));
                assertThat(Files.size(summary) - before).isBetween(50L, 500L);
            }
            assertThat(record).hasContent("not written again");
            String rows = Files.readString(summary);

            store.write(run.withCells(cells));

            assertThat(RecordJson.readRun(record).cells()).isEqualTo(cells);
            assertThat(summary).hasContent(rows);
        }
    }

    @Test
    void read_runThatWasCutOff_hasTheCellsOfItsFiles() throws IOException {
        try (RunStore store = RunStore.create(folder)) {
            RunRecord run = Samples.run().finishedAt(null);
            store.write(run);
            List<CellRecord> cells = List.of(cell(3), cell(1), cell(2));
            for (int i = 0; i < cells.size(); i++) {
                store.writeSpecs(List.of(new CellSpec(i, 1, cells.get(i).cell())));
            }
            write(store, cells.get(0));
            write(store, cells.get(2));

            assertThat(RecordJson.readRun(store.folder().run()).cells()).isEmpty();
            assertThat(RunReader.read(store.folder()).cells())
                    .as("in the order of the plan")
                    .containsExactly(cells.get(0), cells.get(2));
        }
    }

    @Test
    void read_runThatWasCutOff_tellsOfADamagedFile() throws IOException {
        try (RunStore store = RunStore.create(folder)) {
            store.write(Samples.run().finishedAt(null));
            CellSpec spec = new CellSpec(0, 1, cell(1).cell());
            store.writeSpecs(List.of(spec));
            Files.writeString(store.folder().cell(spec.id()).record(), "torn");

            assertThat(RunReader.read(store.folder()).cells()).singleElement().satisfies(cell -> {
                assertThat(cell.status()).isEqualTo(CellStatus.FAILED);
                assertThat(cell.reason()).contains("cell.json is damaged", "left as it is");
            });
        }
    }

    @Test
    void read_finishedRun_isWhatItsRecordSays() throws IOException {
        try (RunStore store = RunStore.create(folder)) {
            RunRecord run = Samples.run(cell(1));
            store.write(run);
            store.writeSpecs(List.of(new CellSpec(0, 1, cell(2).cell())));
            write(store, cell(2));

            assertThat(RunReader.read(store.folder())).isEqualTo(run);
        }
    }

    private static void write(RunStore store, CellRecord cell) throws IOException {
        CellFolder cellFolder = store.folder().cell(cell.id());
        RecordJson.write(cellFolder.record(), cell);
    }
}
