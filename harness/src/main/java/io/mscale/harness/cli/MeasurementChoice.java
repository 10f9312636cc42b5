package io.mscale.harness.cli;

import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Preset;
import io.mscale.record.cell.CellSpec;
import java.time.Duration;

/** What is measured of a cell by the user's options. */
public final class MeasurementChoice {

    private MeasurementChoice() {}

    /**
     * The measurement of a cell.
     *
     * @param preset the size of what is trained
     */
    public static CellSpec.Measurement of(RunOptions run, FittingTask task, boolean twin, Preset preset) {
        // Long enough for the slowest backend, short enough that a hung one does not block a machine for days.
        Duration patience = preset == Preset.PAPER ? Duration.ofDays(2) : Duration.ofMinutes(30);
        return new CellSpec.Measurement(
                        run.timing(),
                        run.targetMse == null ? task.targetMse() : run.targetMse,
                        run.targetMse != null,
                        run.timeLimit == null ? null : RunOptions.seconds(run.timeLimit),
                        run.cellTimeoutSeconds().orElse(RunOptions.seconds(patience)),
                        null,
                        twin)
                .withCounters(run.counters)
                .withKeep(run.keeping().keeps());
    }
}
