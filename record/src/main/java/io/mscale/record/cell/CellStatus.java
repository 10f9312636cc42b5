package io.mscale.record.cell;

import java.util.Locale;

/** How a cell ended. */
public enum CellStatus {
    /** All steps were taken, or training stopped early as the user asked. */
    OK,
    /** The training itself failed: it diverged, or the backend threw. */
    FAILED,
    /** The cell exceeded its time limit. */
    TIMEOUT,
    /** The worker died without reporting an end: killed, or brought down by native code. */
    CRASHED,
    /** The backend cannot do what was asked on this machine. */
    UNSUPPORTED,
    /** The user stopped the run. */
    INTERRUPTED;

    /** The name used in records. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
