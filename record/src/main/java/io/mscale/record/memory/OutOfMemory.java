package io.mscale.record.memory;

import java.util.Optional;

/** What is said of memory that ran out: of what, while what file was read, and how large this JVM's heap is. */
public final class OutOfMemory {

    private static final long MEBIBYTE = 1L << 20;

    private OutOfMemory() {}

    /** The error behind a failure; empty if memory was not what it lacked. */
    public static Optional<OutOfMemoryError> behind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // A thread pool hands an error on in another without a message.
            if (cause instanceof OutOfMemoryError error && (error.getMessage() != null || error.getCause() == null)) {
                return Optional.of(error);
            }
        }
        return Optional.empty();
    }

    /** The same error, which names the file that was being read. */
    public static OutOfMemoryError whileReading(String file, OutOfMemoryError error) {
        OutOfMemoryError named = new OutOfMemoryError(what(error) + " while reading '" + file + "'");
        named.initCause(error);
        return named;
    }

    /** Whether a larger heap would help. Buffers outside it have its size as their limit. */
    public static boolean isOfTheHeap(OutOfMemoryError error) {
        String what = what(error);
        return what.startsWith("Java heap space")
                || what.startsWith("GC overhead limit exceeded")
                || what.contains("direct buffer memory");
    }

    /** One line without an end: {@code out of memory: Java heap space; the heap of this JVM is 512 MiB}. */
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
