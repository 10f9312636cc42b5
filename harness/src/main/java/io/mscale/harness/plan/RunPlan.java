package io.mscale.harness.plan;

import io.mscale.api.record.CellSpec;
import java.util.List;

/**
 * What a run does.
 *
 * @param command the arguments that make the same run
 * @param cells the cells in the order in which they are trained
 * @param leftOut backends that {@code all} did not stand for, each with the reason
 */
public record RunPlan(List<String> command, List<CellSpec> cells, List<String> leftOut) {

    public RunPlan {
        command = List.copyOf(command);
        cells = List.copyOf(cells);
        leftOut = List.copyOf(leftOut);
    }
}
