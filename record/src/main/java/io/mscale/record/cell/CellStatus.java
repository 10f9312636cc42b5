package io.mscale.record.cell;

/** How a cell ended. */
public enum CellStatus {
    /** All steps were taken, or training stopped early as the user asked. */
    OK("ok"),
    /** The training itself failed: it diverged, or the backend threw. */
    FAILED("failed"),
    /** The cell exceeded its time limit. */
    TIMEOUT("timeout"),
    /** The worker died without reporting an end: killed, or brought down by native code. */
    CRASHED("crashed"),
    /** The backend cannot do what was asked on this machine. */
    UNSUPPORTED("unsupported"),
    /** The user stopped the run. */
    INTERRUPTED("interrupted");

    private final String id;

    CellStatus(String id) {
        this.id = id;
    }

    /** The name used in records. */
    @Override
    public String toString() {
        return id;
    }
}
