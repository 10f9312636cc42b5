package io.mscale.record.cell;

import io.mscale.api.WorkerSettings;
import io.mscale.record.mapping.IfAbsent;
import io.mscale.record.mapping.Inline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is trained and measured: the part shared by a cell's specification and its record.
 *
 * @param worker the JVM options and environment of the worker
 * @param taskSettings inputs of the task; {@link TaskSettings#NONE} in files that predate the component
 * @param choices what was chosen for the user where the options and the task leave it open, as one-line sentences
 * @param continues the training that this one goes on with; null if it starts from initial parameters
 */
public record Cell(
        @Inline CellIdentity identity,
        CellSpec.Network network,
        CellSpec.Training training,
        CellSpec.Measurement measurement,
        WorkerSettings worker,
        @IfAbsent("{\"options\":{},\"files\":[]}") TaskSettings taskSettings,
        @IfAbsent("[]") List<String> choices,
        @Nullable Continuation continues) {

    public Cell {
        choices = List.copyOf(choices);
    }

    /** A cell for which nothing was left open. */
    public Cell(
            CellIdentity identity,
            CellSpec.Network network,
            CellSpec.Training training,
            CellSpec.Measurement measurement,
            WorkerSettings worker,
            TaskSettings taskSettings) {
        this(identity, network, training, measurement, worker, taskSettings, List.of(), null);
    }

    public Cell withMeasurement(CellSpec.Measurement changed) {
        return new Cell(identity, network, training, changed, worker, taskSettings, choices, continues);
    }
}
