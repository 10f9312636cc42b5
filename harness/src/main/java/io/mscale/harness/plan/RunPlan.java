package io.mscale.harness.plan;

import io.mscale.api.WorkerSettings;
import io.mscale.record.cell.CellSpec;
import java.util.List;

/**
 * The plan of a run.
 *
 * @param command the arguments that reproduce the run
 * @param cells the cells in training order
 * @param notes choices made on the user's behalf, one line each
 * @param leftOut backends excluded from {@code all}, each with the reason
 */
public record RunPlan(List<String> command, List<CellSpec> cells, List<String> notes, List<String> leftOut) {

    public RunPlan {
        command = List.copyOf(command);
        cells = List.copyOf(cells);
        notes = List.copyOf(notes);
        leftOut = List.copyOf(leftOut);
    }

    /** The distinct settings of its workers. */
    public List<WorkerSettings> workerSettings() {
        return cells.stream().map(CellSpec::worker).distinct().toList();
    }

    /** A copy of this plan with other cells. */
    public RunPlan withCells(List<CellSpec> newCells) {
        return new RunPlan(command, newCells, notes, leftOut);
    }
}
