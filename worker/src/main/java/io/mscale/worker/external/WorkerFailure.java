package io.mscale.worker.external;

import io.mscale.record.cell.CellStatus;

/** An external worker died, broke the protocol or said that it cannot go on. The message says so in one line. */
public final class WorkerFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final CellStatus status;

    WorkerFailure(CellStatus status, String message) {
        super(message);
        this.status = status;
    }

    /** It answered, or did not, as the protocol forbids. */
    static WorkerFailure protocol(String what) {
        return new WorkerFailure(CellStatus.FAILED, "the worker broke the protocol: " + what);
    }

    /** The status of the cell that it was to train. */
    public CellStatus status() {
        return status;
    }
}
