package io.mscale.harness.run;

import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.Disturbance;
import io.mscale.record.cell.Timing;
import io.mscale.record.cell.TimingMode;
import io.mscale.record.json.RecordJson;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.MachineState;
import io.mscale.results.evidence.ReportedCell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cells that are measured again because the machine was disturbed. Of several measurements the quietest is the run's; the
 * others are kept in the folder {@code disturbed}, by the cell's id and the number of the measurement.
 */
final class Retries {

    private static final String KEPT = "disturbed";

    private final RunFolder folder;
    private final RunRecord run;

    /** Retries of a run; {@code run} is its record without cells. */
    Retries(RunFolder folder, RunRecord run) {
        this.folder = folder;
        this.run = run;
    }

    /**
     * The ids of cells that ought to be measured again. Cells that took turns need it not: what disturbed them disturbed all
     * that they are compared with.
     */
    List<String> wanted(Collection<CellRecord> records) {
        return states(records).entrySet().stream()
                .filter(cell -> cell.getValue().isDisturbed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, MachineState> states(Collection<CellRecord> records) {
        return Evidence.of(folder, run.withCells(List.copyOf(records))).cellsAndTwins().stream()
                .filter(cell -> cell.cell().isOk()
                        && cell.cell().measurement().timing() != TimingMode.NONE
                        && cell.cell().timing() != null
                        && cell.cell().timing().turns().isEmpty())
                .collect(Collectors.toMap(ReportedCell::id, ReportedCell::state));
    }

    /** A cell's measurement that is being repeated. */
    final class Attempt {

        private final CellSpec cell;
        private final CellRecord before;
        private final Path kept;
        private final int number;

        /** Puts the earlier measurement aside and makes room for another. */
        Attempt(CellSpec cell, CellRecord before) throws IOException {
            this.cell = cell;
            this.before = before;
            this.number = made(before) + 1;
            this.kept = aside(counted(before));
            Path fresh = aside(0);
            Files.createDirectories(fresh);
            RecordJson.write(new CellFolder(fresh).spec(), cell);
            Path place = folder.cell(cell.id()).path();
            Files.move(place, kept);
            Files.move(fresh, place);
        }

        private Path aside(int attempt) {
            return folder.path().resolve(KEPT).resolve(cell.id() + "-" + attempt);
        }

        /**
         * Keeps the quieter of both measurements as the run's and puts the other aside.
         *
         * @param again the new one
         * @param others the records of the other cells of the run, which tell how fast the machine can be
         */
        CellRecord settle(CellRecord again, Collection<CellRecord> others) throws IOException {
            boolean isQuieter = again.isOk() && loss(again, others) < loss(before, others);
            Path place = folder.cell(cell.id()).path();
            if (!isQuieter) {
                Files.move(place, aside(number));
                Files.move(kept, place);
            }
            CellRecord counted = with(
                    isQuieter ? again : before, new Disturbance.Attempts(number, isQuieter ? number : counted(before)));
            RecordJson.write(folder.cell(cell.id()).record(), counted);
            return counted;
        }

        private double loss(CellRecord record, Collection<CellRecord> others) {
            List<CellRecord> all = new ArrayList<>(others);
            all.removeIf(other -> other.id().equals(record.id()));
            all.add(before);
            all.add(record);
            List<ReportedCell> cells = Evidence.of(folder, run.withCells(all)).cellsAndTwins();
            return cells.get(cells.size() - 1).state().loss();
        }
    }

    private static int made(CellRecord record) {
        Disturbance.Attempts attempts = attempts(record);
        return attempts == null ? 1 : attempts.made();
    }

    private static int counted(CellRecord record) {
        Disturbance.Attempts attempts = attempts(record);
        return attempts == null ? 1 : attempts.counted();
    }

    private static Disturbance.@Nullable Attempts attempts(CellRecord record) {
        Timing timing = record.timing();
        return timing == null || timing.disturbance() == null
                ? null
                : timing.disturbance().attempts();
    }

    private static CellRecord with(CellRecord record, Disturbance.Attempts attempts) {
        Timing timing = record.timing();
        return timing == null || timing.disturbance() == null
                ? record
                : record.withTiming(timing.with(timing.disturbance().of(attempts)));
    }
}
