package io.mscale.harness;

/** The exit codes of the program. */
public enum ExitCode {
    /** All well. */
    OK(0),
    /** A cell failed, a run got worse, or something could not be written. */
    FAILED(1),
    /** The command line was wrong; nothing was done. */
    USAGE(2),
    /** A verdict was asked for, and there is too little to go by. */
    UNDECIDED(3),
    /** The user interrupted the run; what was measured is kept. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number the shell sees. */
    public int code() {
        return code;
    }
}
