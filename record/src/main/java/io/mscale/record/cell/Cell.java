package io.mscale.record.cell;

import io.mscale.api.WorkerSettings;
import io.mscale.record.mapping.Inline;
import java.util.Objects;

/**
 * What is trained and measured: what the specification of a cell and its record have in common.
 *
 * @param worker the JVM options and environment of the worker
 * @param taskSettings what the task is made from; {@link TaskSettings#NONE} in a file of a version that knew no other
 */
public record Cell(
        @Inline CellIdentity identity,
        CellSpec.Network network,
        CellSpec.Training training,
        CellSpec.Measurement measurement,
        WorkerSettings worker,
        TaskSettings taskSettings) {

    @SuppressWarnings("NullAway") // older files lack the last component
    public Cell {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(measurement, "measurement");
        Objects.requireNonNull(worker, "worker");
        taskSettings = taskSettings == null ? TaskSettings.NONE : taskSettings;
    }

    /** The same cell by another name. */
    public Cell withIdentity(CellIdentity changed) {
        return new Cell(changed, network, training, measurement, worker, taskSettings);
    }

    /** The same cell, trained otherwise. */
    public Cell withTraining(CellSpec.Training changed) {
        return new Cell(identity, network, changed, measurement, worker, taskSettings);
    }

    /** The same cell, measured otherwise. */
    public Cell withMeasurement(CellSpec.Measurement changed) {
        return new Cell(identity, network, training, changed, worker, taskSettings);
    }

    /** The same cell of a task made from something else. */
    public Cell withTaskSettings(TaskSettings changed) {
        return new Cell(identity, network, training, measurement, worker, changed);
    }
}
