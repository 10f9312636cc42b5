package io.mscale.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.Disturbance;
import io.mscale.record.json.RecordJson;
import io.mscale.record.run.RunFolder;
import io.mscale.record.sample.Disturbances;
import io.mscale.record.sample.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetriesTest {

    private static final CellRecord FIRST = disturbedBy(0.4);

    private static final CellSpec SPEC = new CellSpec(0, 2, FIRST.cell());

    @TempDir
    private Path path = Path.of("");

    private RunFolder folder = new RunFolder(path);
    private Retries retries = new Retries(folder, Samples.run());

    private static CellRecord disturbedBy(double others) {
        return Samples.withDisturbance(
                Samples.ok("ejml", "multi", 1, 0.1),
                Disturbances.of(new double[] {20, 20, 20}, Disturbances.others(others)));
    }

    @BeforeEach
    void layOut() throws IOException {
        folder = new RunFolder(path);
        retries = new Retries(folder, Samples.run());
        write(FIRST, "first");
    }

    private void write(CellRecord record, String mark) throws IOException {
        write(folder.cell(record.id()), record, mark);
    }

    /** What a worker leaves: its record and another file. */
    private static void write(CellFolder cell, CellRecord record, String mark) throws IOException {
        Files.createDirectories(cell.path());
        RecordJson.write(cell.record(), record);
        Files.writeString(cell.log(), mark);
    }

    private CellRecord again(CellRecord before, CellRecord second, String mark) throws IOException {
        Retries.Attempt attempt = retries.new Attempt(SPEC, before);
        assertThat(RecordJson.readSpec(attempt.folder().spec())).isEqualTo(SPEC);
        assertThat(folder.cell(SPEC.id()).record())
                .as("what is measured stays meanwhile")
                .exists();
        write(attempt.folder(), second, mark);
        return attempt.settle(second, List.of(before));
    }

    private void assertCounts(CellRecord counted, String mark, int number, int made) throws IOException {
        assertThat(folder.cell(SPEC.id()).log()).hasContent(mark);
        assertThat(RecordJson.readCell(folder.cell(SPEC.id()).record())).isEqualTo(counted);
        Disturbance disturbance =
                Objects.requireNonNull(Objects.requireNonNull(counted.timing()).disturbance());
        assertThat(disturbance.attempts()).isEqualTo(new Disturbance.Attempts(made, number));
    }

    private Path kept(int number) {
        return path.resolve("disturbed").resolve(SPEC.id() + "-" + number);
    }

    private List<String> wanted(CellRecord cell) {
        return retries.wanted(List.of(cell), 1, 600);
    }

    @Test
    void wanted_longTrainings_onlyIfAskedFor() {
        assertThat(retries.wanted(List.of(FIRST), 1, 12)).isEmpty();
        assertThat(retries.wanted(List.of(FIRST), 1, 13)).hasSize(1);
    }

    @Test
    void wanted_cellThatWasMeasuredOftenEnough_isNot() throws IOException {
        CellRecord counted = again(FIRST, disturbedBy(0.6), "second");
        assertThat(retries.wanted(List.of(counted), 1, 600)).isEmpty();
        assertThat(retries.wanted(List.of(counted), 2, 600)).hasSize(1);
    }

    @Test
    void recover_killedBetweenTwoRenames_putsTheNewOneIntoItsPlace() throws IOException {
        write(new CellFolder(kept(2)), disturbedBy(0.1), "second");
        Files.move(folder.cell(SPEC.id()).path(), kept(1));

        assertThat(Retries.recover(folder)).containsExactly(SPEC.id());
        assertThat(folder.cell(SPEC.id()).log()).hasContent("second");
        assertThat(kept(1).resolve("worker.log")).hasContent("first");
        assertThat(Retries.recover(folder)).isEmpty();
    }

    @Test
    void settle_afterAProgramWasKilledMeanwhile_takesTheNextFreeNumber() throws IOException {
        Files.createDirectories(kept(2));
        assertCounts(again(FIRST, disturbedBy(0.1), "third"), "third", 3, 3);
        assertThat(kept(1).resolve("worker.log")).hasContent("first");
    }

    @Test
    void wanted_disturbedCells_onlyIfTheyTookNoTurns() {
        assertThat(wanted(FIRST)).containsExactly(FIRST.id());
        assertThat(wanted(disturbedBy(0.001))).isEmpty();
        assertThat(wanted(Samples.withTurns(FIRST, "x", 0.1))).isEmpty();
        assertThat(wanted(FIRST.withOutcome(CellStatus.FAILED, "diverged"))).isEmpty();
    }

    @Test
    void settle_quieterSecond_countsAndKeepsTheFirst() throws IOException {
        CellRecord counted = again(FIRST, disturbedBy(0.1), "second");

        assertCounts(counted, "second", 2, 2);
        assertThat(kept(1).resolve("worker.log")).hasContent("first");
        assertThat(kept(2)).doesNotExist();
    }

    @Test
    void settle_noisierSecond_isKeptAsideAndTheFirstCounts() throws IOException {
        CellRecord counted = again(FIRST, disturbedBy(0.6), "second");

        assertCounts(counted, "first", 1, 2);
        assertThat(kept(2).resolve("worker.log")).hasContent("second");
        assertThat(kept(1)).doesNotExist();
    }

    @Test
    void settle_interruptedSecond_losesNothing() throws IOException {
        CellRecord counted = again(FIRST, disturbedBy(0).withOutcome(CellStatus.INTERRUPTED, "stopped"), "second");

        assertThat(counted.isOk()).isTrue();
        assertCounts(counted, "first", 1, 2);
        assertThat(kept(2).resolve("worker.log")).hasContent("second");
    }

    @Test
    void settle_third_keepsAllMeasurements() throws IOException {
        CellRecord second = again(FIRST, disturbedBy(0.6), "second");
        CellRecord third = again(second, disturbedBy(0.2), "third");

        assertCounts(third, "third", 3, 3);
        assertThat(kept(1).resolve("worker.log")).hasContent("first");
        assertThat(kept(2).resolve("worker.log")).hasContent("second");
    }
}
