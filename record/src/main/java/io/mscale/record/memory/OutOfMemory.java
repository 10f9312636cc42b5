package io.mscale.record.memory;

import java.util.Optional;

/** Describes memory exhaustion: which memory, the file being read, and the size of this JVM's heap. */
public final class OutOfMemory {

    private static final long MEBIBYTE = 1L << 20;

    private OutOfMemory() {}

    /** The error behind a failure; empty if the cause was not memory. */
    public static Optional<OutOfMemoryError> behind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // A thread pool wraps the error in another one without a message.
            if (cause instanceof OutOfMemoryError error && (error.getMessage() != null || error.getCause() == null)) {
                return Optional.of(error);
            }
        }
        return Optional.empty();
    }

    /** Adds the file being read to an error's message. */
    public static OutOfMemoryError whileReading(String file, OutOfMemoryError error) {
        OutOfMemoryError named = new OutOfMemoryError(what(error) + " while reading '" + file + "'");
        named.initCause(error);
        return named;
    }

    /** Whether a larger heap would help. Direct buffers count too: by default their limit is the heap size. */
    public static boolean isOfTheHeap(OutOfMemoryError error) {
        String what = what(error);
        return what.startsWith("Java heap space")
                || what.startsWith("GC overhead limit exceeded")
                || what.contains("direct buffer memory");
    }

    /** One line without a full stop: {@code out of memory: Java heap space; the heap of this JVM is 512 MiB}. */
    public static String inWords(OutOfMemoryError error) {
        return "out of memory: " + what(error)
                + (isOfTheHeap(error)
                        ? "; the heap of this JVM is " + Runtime.getRuntime().maxMemory() / MEBIBYTE + " MiB"
                        : "");
    }

    private static String what(OutOfMemoryError error) {
        return error.getMessage() == null ? "the JVM does not say of what" : error.getMessage();
    }
}
