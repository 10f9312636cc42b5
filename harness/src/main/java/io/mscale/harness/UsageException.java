package io.mscale.harness;

import java.io.Serial;
import java.util.function.Supplier;

/** The user asked for something that is not there or not allowed. The message is all the user needs to mend it. */
public final class UsageException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** A problem in one line. */
    public UsageException(String message) {
        super(message);
    }

    /**
     * What {@code lookUp} finds. If it refuses, the refusal names the option too.
     *
     * @throws UsageException if it refuses
     */
    public static <T> T naming(String option, Supplier<T> lookUp) {
        try {
            return lookUp.get();
        } catch (UsageException | IllegalArgumentException e) {
            UsageException named = new UsageException(option + ": " + e.getMessage());
            named.initCause(e);
            throw named;
        }
    }
}
