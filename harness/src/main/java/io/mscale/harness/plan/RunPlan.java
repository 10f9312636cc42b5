package io.mscale.harness.plan;

import io.mscale.api.WorkerSettings;
import io.mscale.record.cell.CellSpec;
import java.util.List;

/**
 * What a run does.
 *
 * @param command the arguments that make the same run
 * @param cells the cells in the order in which they are trained
 * @param notes what was decided in the user's stead, a line each
 * @param leftOut backends that {@code all} did not stand for, each with the reason
 */
public record RunPlan(List<String> command, List<CellSpec> cells, List<String> notes, List<String> leftOut) {

    public RunPlan {
        command = List.copyOf(command);
        cells = List.copyOf(cells);
        notes = List.copyOf(notes);
        leftOut = List.copyOf(leftOut);
    }

    /** What its workers are started with, each once. */
    public List<WorkerSettings> workerSettings() {
        return cells.stream().map(CellSpec::worker).distinct().toList();
    }

    /** The same plan with other cells. */
    public RunPlan withCells(List<CellSpec> newCells) {
        return new RunPlan(command, newCells, notes, leftOut);
    }
}
