package io.mscale.harness.fork;

import java.time.Duration;
import java.util.Optional;

/** Waits for processes that are nobody's children any more. */
public final class ProcessEnd {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private ProcessEnd() {}

    /** Waits until a process has ended; fails if it does not. */
    public static void await(long pid) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (isRunning(ProcessHandle.of(pid))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("process " + pid + " still runs");
            }
            Thread.sleep(20);
        }
    }

    /** What has ended keeps its number, but no command, until its parent asks; in a container that may be never. */
    private static boolean isRunning(Optional<ProcessHandle> process) {
        return process.filter(ProcessHandle::isAlive)
                .flatMap(alive -> alive.info().command())
                .isPresent();
    }
}
