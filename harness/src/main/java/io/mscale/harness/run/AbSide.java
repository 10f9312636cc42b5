package io.mscale.harness.run;

import io.mscale.harness.report.ConsoleProgress;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.run.RunRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The run of one of two distributions whose cells are trained alternately. */
final class AbSide {

    private final String name;
    private final Bench bench;
    private final CellRunner runner;
    private final ConsoleProgress progress;
    private final RunStore store;
    private final List<CellSpec> cells;
    private final RunRecord run;
    private final List<CellRecord> records = new ArrayList<>();

    /**
     * Begins the run in its folder.
     *
     * @param name distinguishes it from the other side
     * @param run its record without cells
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
        store.writeSpecs(cells);
        store.write(run);
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
        records.add(record);
        store.ended(run, record);
    }

    /** Ends the run and returns its record. */
    RunRecord end(boolean whole) throws IOException {
        RunRecord ended =
                run.withCells(records).finishedAt(whole ? RunSetup.now().toString() : null);
        store.write(ended);
        return ended;
    }
}
