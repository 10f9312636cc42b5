package io.mscale.worker.external;

import io.mscale.record.cell.CellStatus;

/**
 * Thrown when an external worker dies, breaks the protocol or reports that it cannot go on. The message is a single
 * line.
 */
public final class WorkerFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final CellStatus status;

    WorkerFailure(CellStatus status, String message) {
        super(message);
        this.status = status;
    }

    /** A violation of the protocol by an invalid or missing answer. */
    static WorkerFailure protocol(String what) {
        return new WorkerFailure(CellStatus.FAILED, "the worker broke the protocol: " + what);
    }

    /** The resulting status of the cell. */
    public CellStatus status() {
        return status;
    }
}
