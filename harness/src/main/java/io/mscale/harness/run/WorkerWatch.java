package io.mscale.harness.run;

import io.mscale.harness.fork.JavaCommand;
import io.mscale.harness.fork.WorkerProcess;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.results.number.Formats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Waits for a worker, and stops it if the user interrupts the run or the worker exceeds its time limit. */
final class WorkerWatch {

    private static final Duration POLL = Duration.ofMillis(50);
    /** A terminal signals worker and harness at once, but the harness may notice a little later. */
    private static final Duration SIGNAL_LAG = Duration.ofMillis(300);

    // Java adds this to the signal number in the exit code of a killed process.
    private static final int KILLED_BY_SIGNAL = 128;
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;

    private final Interruption interruption;
    private final String what;

    /** A watch over a process; {@code what} names it in messages. */
    WorkerWatch(Interruption interruption, String what) {
        this.interruption = interruption;
        this.what = what;
    }

    /** How a worker ended, for workers that left no record, and whether its exit code was 0. */
    record End(CellStatus status, String reason, boolean succeeded) {

        End(CellStatus status, String reason) {
            this(status, reason, false);
        }

        private static End byTheUser() {
            return new End(CellStatus.INTERRUPTED, "stopped by the user");
        }
    }

    /** Makes a worker's command. */
    interface Commands {
        JavaCommand get() throws IOException;
    }

    /** Called repeatedly while a worker runs, and once after it has ended. */
    interface Follower {
        void follow() throws IOException;
    }

    /** Runs a cell's worker, which prints to a file, until it ends or must be stopped. */
    End run(CellSpec cell, Commands command, Path log, Follower follower) {
        try (WorkerProcess worker = WorkerProcess.start(command.get(), log)) {
            return await(worker, cell.measurement().cellTimeoutSeconds(), log, follower);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return End.byTheUser();
        } catch (IOException e) {
            return new End(CellStatus.FAILED, what + " could not be started or followed: " + e.getMessage());
        }
    }

    private End await(WorkerProcess worker, double timeoutSeconds, Path log, Follower follower)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!worker.hasEndedWithin(POLL)) {
            follower.follow();
            boolean isLate = System.nanoTime() - start > timeoutSeconds * 1e9;
            boolean byTheUser = interruption.isRequested();
            if (byTheUser || isLate) {
                if (!byTheUser) {
                    worker.dumpThreads(log);
                }
                worker.stop();
                follower.follow();
                return byTheUser
                        ? End.byTheUser()
                        : new End(
                                CellStatus.TIMEOUT,
                                "took longer than the cell timeout of " + Formats.duration(timeoutSeconds));
            }
        }
        follower.follow();
        return describe(worker.exitCode());
    }

    private End describe(int exitCode) throws InterruptedException {
        int signal = exitCode - KILLED_BY_SIGNAL;
        if (signal == SIGINT || signal == SIGTERM) {
            Thread.sleep(SIGNAL_LAG.toMillis());
            if (interruption.isRequested()) {
                return End.byTheUser();
            }
        }
        return signal > 0
                ? new End(
                        CellStatus.CRASHED, what + " was killed by signal " + signal + WorkerProcess.signalName(signal))
                : new End(
                        CellStatus.CRASHED,
                        what + " ended with exit code " + exitCode
                                + (exitCode == 0 ? ", by System.exit or the like," : "") + " and left no record",
                        exitCode == 0);
    }
}
