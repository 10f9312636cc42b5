package io.mscale.backend.djl;

/** Thrown if the library cannot be used here; the message tells the user why and what to do. */
final class UnusableLibraryException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    UnusableLibraryException(String reason) {
        super(reason);
    }

    UnusableLibraryException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
