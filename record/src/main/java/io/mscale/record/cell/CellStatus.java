package io.mscale.record.cell;

/** How a cell ended. */
public enum CellStatus {
    /** All steps were taken, or a stop the user asked for was reached. */
    OK("ok"),
    /** The training itself went wrong: it diverged, or the backend threw. */
    FAILED("failed"),
    /** The cell took longer than it was given. */
    TIMEOUT("timeout"),
    /** The worker died without a word: killed, or brought down by native code. */
    CRASHED("crashed"),
    /** The backend cannot do what was asked on this machine. */
    UNSUPPORTED("unsupported"),
    /** The user stopped the run. */
    INTERRUPTED("interrupted");

    private final String id;

    CellStatus(String id) {
        this.id = id;
    }

    /** The form in records. */
    @Override
    public String toString() {
        return id;
    }
}
