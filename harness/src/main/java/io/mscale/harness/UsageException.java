package io.mscale.harness;

import java.io.Serial;
import java.util.function.Supplier;

/** The user asked for something that does not exist or is not allowed. The message tells the user how to fix it. */
public final class UsageException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** A problem described in one line. */
    public UsageException(String message) {
        super(message);
    }

    /** Returns the result of {@code lookUp}. If it fails, the exception's message begins with the option's name. */
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
