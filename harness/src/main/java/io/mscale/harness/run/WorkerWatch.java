package io.mscale.harness.run;

import io.mscale.harness.fork.JavaCommand;
import io.mscale.harness.fork.WorkerProcess;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.results.number.Formats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Waits for a worker, and stops it if the user interrupts the run or the worker exceeds its time limit. */
final class WorkerWatch {

    private static final Duration POLL = Duration.ofMillis(50);

    /** While others wait for a worker to end its turn. */
    private static final Duration SHORT_POLL = Duration.ofMillis(2);

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
        try (Watched worker = start(cell, command, log, follower)) {
            return worker.awaitEnd();
        }
    }

    /** Starts a cell's worker, which prints to a file. If that fails, it has ended. */
    Watched start(CellSpec cell, Commands command, Path log, Follower follower) {
        Watched worker = new Watched(cell.measurement().cellTimeoutSeconds(), log, follower);
        try {
            worker.process = WorkerProcess.start(command.get(), log);
        } catch (IOException e) {
            worker.end = notFollowed(e);
        }
        return worker;
    }

    /** A worker that is followed, and stopped when this is closed. Used by one thread. */
    final class Watched implements AutoCloseable {

        private final double timeoutSeconds;
        private final Path log;
        private final Follower follower;
        private @Nullable WorkerProcess process;
        private @Nullable End end;
        private long activeNanos;

        private Watched(double timeoutSeconds, Path log, Follower follower) {
            this.timeoutSeconds = timeoutSeconds;
            this.log = log;
            this.follower = follower;
        }

        /** How the worker has ended; empty while it lives. */
        Optional<End> end() {
            return Optional.ofNullable(end);
        }

        /** Lets a worker that waits for its turn go on. */
        void grantTurn() {
            if (process != null) {
                process.grantTurn();
            }
        }

        /** The most memory that it has held, in bytes; null if it is unknown. */
        @Nullable
        Long peakResidentBytes() {
            return process == null ? null : process.peakResidentBytes();
        }

        End awaitEnd() {
            await(() -> false, 0);
            return Objects.requireNonNull(end);
        }

        /**
         * Waits until the worker has ended or been stopped, or until something is true of it. Only the time in which it is
         * waited for counts towards its time limit.
         *
         * @param condition looked at after the follower has followed
         * @param leastSeconds how long it will hardly become true; later it is looked at often
         */
        void await(BooleanSupplier condition, double leastSeconds) {
            long start = System.nanoTime();
            try {
                while (end == null) {
                    double passed = (System.nanoTime() - start) / 1e9;
                    Duration poll = passed < leastSeconds
                            ? shorter(POLL, Duration.ofNanos((long) ((leastSeconds - passed) * 1e9) + 1))
                            : leastSeconds > 0 ? SHORT_POLL : POLL;
                    end = look(poll, activeNanos + System.nanoTime() - start);
                    if (condition.getAsBoolean()) {
                        break;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                end = End.byTheUser();
            } catch (IOException e) {
                // It must neither disturb the others nor write a record later.
                Objects.requireNonNull(process).stop();
                end = notFollowed(e);
            } finally {
                activeNanos += System.nanoTime() - start;
            }
        }

        /** Returns how the worker ended within that time, or null; stops it if it must be stopped. */
        private @Nullable End look(Duration time, long nanos) throws IOException, InterruptedException {
            WorkerProcess worker = Objects.requireNonNull(process);
            if (worker.hasEndedWithin(time)) {
                follower.follow();
                return describe(worker.exitCode());
            }
            follower.follow();
            boolean byTheUser = interruption.isRequested();
            if (!byTheUser && nanos <= timeoutSeconds * 1e9) {
                return null;
            }
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

        @Override
        public void close() {
            if (process != null) {
                process.close();
            }
        }
    }

    private End notFollowed(IOException e) {
        return new End(CellStatus.FAILED, what + " could not be started or followed: " + e.getMessage());
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
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
