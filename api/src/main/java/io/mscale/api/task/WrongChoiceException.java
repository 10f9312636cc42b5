package io.mscale.api.task;

import java.io.Serial;

/** A value that a task's option cannot have. Message and problem are for the user, on one line. */
public final class WrongChoiceException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String option;
    private final String problem;

    /** A wrong value: the option's name without dashes; the value, what is wrong with it and what is allowed. */
    public WrongChoiceException(String option, String problem) {
        super(option + ": " + problem);
        this.option = option;
        this.problem = problem;
    }

    /** The option's name, without dashes. */
    public String option() {
        return option;
    }

    /** What is wrong. */
    public String problem() {
        return problem;
    }
}
