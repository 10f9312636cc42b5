package io.mscale.harness.run;

import io.mscale.harness.ExitCode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What happens on Ctrl-C or a request to terminate: the run is told, is given time to stop its worker and to write what
 * was measured, and the program ends with {@link ExitCode#INTERRUPTED}.
 */
final class Interruption implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 15;

    private final AtomicBoolean requested = new AtomicBoolean();
    private final CountDownLatch runIsSafe = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "interruption");

    /** Watches for the signal until closed. */
    static Interruption watch() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Whether the user wants the run to stop. */
    boolean isRequested() {
        return requested.get();
    }

    /** The run is over and everything is written. Does not return if the program is being ended. */
    @Override
    public void close() {
        runIsSafe.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending; the hook sets the exit code. Keep this thread from setting another.
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
