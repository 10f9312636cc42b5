package io.mscale.harness.fork;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process and whatever it has started. */
public final class ProcessTree {

    private static final int POLL_MILLIS = 20;

    private ProcessTree() {}

    /**
     * Waits for a process to end. If it takes too long, is to stop, or the thread is interrupted, the process and its
     * descendants are killed.
     *
     * @param isToStop asked all the time
     * @return whether it ended by itself
     * @throws InterruptedException if the thread is interrupted
     */
    public static boolean await(Process process, Duration patience, BooleanSupplier isToStop)
            throws InterruptedException {
        long start = System.nanoTime();
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (isToStop.getAsBoolean() || System.nanoTime() - start > patience.toNanos()) {
                    return false;
                }
            }
            return true;
        } finally {
            kill(process);
        }
    }

    /** The parent before its children: a shell whose command has ended would start the next one. */
    private static void kill(Process process) {
        if (process.isAlive()) {
            // While it lives: the children of a process that has ended can no longer be found.
            List<ProcessHandle> descendants = process.descendants().toList();
            process.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
