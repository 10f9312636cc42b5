package io.mscale.harness.progress;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.WorkerEvent;
import java.util.List;

/** Receives the events of a run. */
public interface RunListener {

    /**
     * The run is about to train its first cell.
     *
     * @param cells the cells to be trained
     */
    default void runStarted(List<CellSpec> cells) {}

    /** A cell's worker is about to start; {@code number} counts from 1 to {@code total}. */
    default void cellStarted(CellSpec cell, int number, int total) {}

    /** The worker of the current cell reported something. */
    default void event(CellSpec cell, WorkerEvent event) {}

    /** JMH is about to measure the current cell. */
    default void jmhStarted(CellSpec cell) {}

    /** A cell has ended. */
    default void cellEnded(CellSpec cell, CellRecord record) {}
}
