package io.mscale.harness.plan;

import io.mscale.api.WorkerSettings;
import io.mscale.record.cell.CellSpec;
import java.util.List;

/** The plan of a run: its cells in training order, and the choices made on the user's behalf, one line each. */
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
