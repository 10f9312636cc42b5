package io.mscale.harness.run;

import io.mscale.harness.ExitCode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Handles Ctrl-C and termination requests: the run is notified and given time to stop its worker and to save its
 * results; then the program ends with {@link ExitCode#INTERRUPTED}.
 */
final class Interruption implements AutoCloseable {

    // Time for the worker to stop and for the records and reports to be written.
    private static final int PATIENCE_SECONDS = 15;

    private final AtomicBoolean requested = new AtomicBoolean();
    private final CountDownLatch runIsSafe = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "interruption");

    /** Watches for signals until closed. */
    static Interruption watch() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Whether the user asked the run to stop. */
    boolean isRequested() {
        return requested.get();
    }

    /** Signals that the run is over and saved. Does not return if the program is shutting down. */
    @Override
    public void close() {
        runIsSafe.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The shutdown hook sets the exit code; keep this thread from setting another.
            waitForTheEnd();
        }
    }

    private void onShutdown() {
        requested.set(true);
        try {
            if (!runIsSafe.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("the run did not stop in time; its last record may lack the current cell");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
    }

    private static void waitForTheEnd() {
        try {
            Thread.sleep(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
