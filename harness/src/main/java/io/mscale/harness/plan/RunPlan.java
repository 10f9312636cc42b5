package io.mscale.harness.plan;

import io.mscale.api.WorkerSettings;
import io.mscale.record.cell.CellSpec;
import java.util.List;

/**
 * The plan of a run.
 *
 * @param cells the cells in training order
 * @param notes choices made on the user's behalf and backends excluded from {@code all}, one line each
 */
public record RunPlan(List<CellSpec> cells, List<String> notes) {

    public RunPlan {
        cells = List.copyOf(cells);
        notes = List.copyOf(notes);
    }

    /** The distinct settings of its workers. */
    public List<WorkerSettings> workerSettings() {
        return cells.stream().map(CellSpec::worker).distinct().toList();
    }

    /** A copy of this plan with other cells. */
    public RunPlan withCells(List<CellSpec> newCells) {
        return new RunPlan(newCells, notes);
    }
}
