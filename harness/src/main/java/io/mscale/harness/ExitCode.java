package io.mscale.harness;

/** The exit codes of the program. */
public enum ExitCode {
    /** Success. */
    OK(0),
    /** A cell failed, a run regressed, or something could not be written. */
    FAILED(1),
    /** The command line was wrong; nothing was done. */
    USAGE(2),
    /** A verdict was requested but there is too little data to give one. */
    UNDECIDED(3),
    /** The user interrupted the run; completed measurements are kept. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The exit status of the process. */
    public int code() {
        return code;
    }
}
