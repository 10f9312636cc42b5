package io.mscale.record.cell;

import io.mscale.api.WorkerSettings;
import io.mscale.record.mapping.IfAbsent;
import io.mscale.record.mapping.Inline;

/**
 * What is trained and measured: the part shared by a cell's specification and its record.
 *
 * @param worker the JVM options and environment of the worker
 * @param taskSettings inputs of the task; {@link TaskSettings#NONE} in files that predate the component
 */
public record Cell(
        @Inline CellIdentity identity,
        CellSpec.Network network,
        CellSpec.Training training,
        CellSpec.Measurement measurement,
        WorkerSettings worker,
        @IfAbsent("{\"options\":{},\"files\":[]}") TaskSettings taskSettings) {

    public Cell withMeasurement(CellSpec.Measurement changed) {
        return new Cell(identity, network, training, changed, worker, taskSettings);
    }
}
