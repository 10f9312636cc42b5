package io.mscale.harness.run;

import io.mscale.harness.UsageException;
import io.mscale.harness.report.ConsoleProgress;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.json.RecordJson;
import io.mscale.record.json.RunReader;
import io.mscale.record.json.UnreadableRecordException;
import io.mscale.record.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The run of one of two distributions whose cells are trained alternately. */
final class AbSide {

    private final String name;
    private final Bench bench;
    private final CellRunner runner;
    private final ConsoleProgress progress;
    private final RunStore store;
    private final List<CellSpec> cells;
    private RunRecord run;

    /** Of the cells that have ended, by id; those of an earlier process included. */
    private final Map<String, CellRecord> records = new HashMap<>();

    /**
     * Looks up what an earlier process has measured in the run's folder; writes nothing.
     *
     * @param name distinguishes it from the other side
     * @param run its record without cells
     * @throws UsageException if the folder's cells are others
     */
    AbSide(
            String name,
            Bench bench,
            ConsoleProgress progress,
            Interruption interruption,
            RunStore store,
            List<CellSpec> cells,
            RunRecord run)
            throws IOException {
        this.name = name;
        this.bench = bench;
        this.runner = new CellRunner(bench.distribution(), progress, interruption);
        this.progress = progress;
        this.store = store;
        this.cells = List.copyOf(cells);
        this.run = run;
        for (CellSpec cell : cells) {
            Path spec = store.folder().cell(cell.id()).spec();
            if (Files.exists(spec)) {
                requireSame(cell, spec);
                RunReader.read(cell, store.folder().cell(cell.id()))
                        .ifPresent(record -> records.put(cell.id(), record));
            }
        }
    }

    private static void requireSame(CellSpec cell, Path file) throws IOException {
        CellSpec before;
        try {
            before = RecordJson.readSpec(file);
        } catch (UnreadableRecordException e) {
            throw new UsageException("--resume: " + e.getMessage());
        }
        if (!settled(before).equals(settled(cell))) {
            throw new UsageException("--resume: " + file + " was planned otherwise than the comparison is now;"
                    + " threads, data or this program may have changed");
        }
    }

    /** Without what is known only when it is measured. */
    private static CellSpec settled(CellSpec cell) {
        CellSpec.Turns turns = cell.measurement().turns();
        return cell.withPeakGflops(null).withTurns(turns == null ? null : new CellSpec.Turns(turns.seconds(), null));
    }

    /** Whether one of the cells was measured to its end, by this process or an earlier one. */
    boolean isDone(int index) {
        CellRecord record = records.get(cells.get(index).id());
        return record != null && record.status() != CellStatus.INTERRUPTED;
    }

    /** Begins the run, or goes on with it: cells to be measured have no results from here on. */
    void begin(List<Integer> pending) throws IOException {
        List<CellSpec> specs = new ArrayList<>();
        for (int index : pending) {
            CellSpec cell = cells.get(index);
            records.remove(cell.id());
            Files.deleteIfExists(store.folder().cell(cell.id()).record());
            specs.add(cell);
        }
        run = pending.isEmpty() ? run : run.finishedAt(null);
        store.writeSpecs(specs);
        store.write(run.withCells(inOrder()));
    }

    /** The place of one of the cells in a comparison with the other side's. */
    TurnTable.Seat seat(int index) {
        CellSpec cell = cells.get(index);
        return new TurnTable.Seat(
                name,
                cell,
                runner,
                bench.plugins(cell),
                store.folder().cell(cell.id()),
                progress,
                index + 1,
                cells.size());
    }

    void ended(CellRecord record) throws IOException {
        records.put(record.id(), record);
        store.ended(run, record);
    }

    /** Ends the run and returns its record. */
    RunRecord end(boolean whole) throws IOException {
        boolean endsNow = whole && run.finishedAt() == null;
        RunRecord ended = (endsNow ? run.finishedAt(RunSetup.now().toString()) : run).withCells(inOrder());
        store.write(ended);
        return ended;
    }

    private List<CellRecord> inOrder() {
        return cells.stream()
                .map(cell -> records.get(cell.id()))
                .filter(Objects::nonNull)
                .toList();
    }
}
