package io.mscale.harness.run;

import io.mscale.api.record.CellFolder;
import io.mscale.api.record.CellHistory;
import io.mscale.api.record.CellRecord;
import io.mscale.api.record.CellSpec;
import io.mscale.api.record.CellStatus;
import io.mscale.api.record.WorkerEvent;
import io.mscale.harness.discovery.BackendFolder;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.fork.EventTail;
import io.mscale.harness.fork.JavaCommand;
import io.mscale.harness.fork.WorkerProcess;
import io.mscale.harness.progress.RunListener;
import io.mscale.results.record.RecordJson;
import io.mscale.results.report.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/**
 * Trains one cell in a worker and waits for it. However the worker ends, there is a record afterwards: its own, or one
 * made from the events it left.
 */
final class CellRunner {

    private static final Duration POLL = Duration.ofMillis(50);
    /** A terminal sends its signal to worker and harness alike; the harness may hear of it a little later. */
    private static final Duration SIGNAL_LAG = Duration.ofMillis(300);

    private static final int KILLED_BY_SIGNAL = 128;
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;

    private final Distribution distribution;
    private final RunListener listener;
    private final Interruption interruption;

    CellRunner(Distribution distribution, RunListener listener, Interruption interruption) {
        this.distribution = distribution;
        this.listener = listener;
        this.interruption = interruption;
    }

    /** How a worker ended that left no record of its own. */
    private record End(CellStatus status, String reason) {}

    CellRecord run(CellSpec spec, BackendFolder backend, CellFolder folder) throws IOException {
        // What an earlier try of this cell left ends here and not before.
        Files.deleteIfExists(folder.record());
        Files.deleteIfExists(folder.events());
        Files.deleteIfExists(folder.prediction());
        CellHistory history = new CellHistory(spec);
        EventTail tail = new EventTail(folder.events());
        End end;
        try (WorkerProcess worker = start(spec, backend, folder)) {
            end = watch(worker, spec, tail, history);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end = new End(CellStatus.INTERRUPTED, "stopped by the user");
        } catch (IOException e) {
            end = new End(CellStatus.FAILED, "the worker could not be started or followed: " + e.getMessage());
        }
        if (Files.exists(folder.record())) {
            return RecordJson.readCell(folder.record());
        }
        CellRecord record = history.toRecord(end.status(), end.reason() + progress(end.status(), spec, history));
        RecordJson.write(folder.record(), record);
        return record;
    }

    private WorkerProcess start(CellSpec spec, BackendFolder backend, CellFolder folder) throws IOException {
        JavaCommand command =
                JavaCommand.worker(distribution, backend, spec.parsedDevice(), spec.worker(), folder.path());
        return WorkerProcess.start(command, spec.worker().environment(), folder.log());
    }

    private End watch(WorkerProcess worker, CellSpec spec, EventTail tail, CellHistory history)
            throws IOException, InterruptedException {
        double timeout = spec.measurement().cellTimeoutSeconds();
        long start = System.nanoTime();
        while (!worker.hasEndedWithin(POLL)) {
            follow(spec, tail, history);
            if (interruption.isRequested()) {
                worker.stop();
                follow(spec, tail, history);
                return new End(CellStatus.INTERRUPTED, "stopped by the user");
            }
            if (System.nanoTime() - start > timeout * 1e9) {
                worker.stop();
                follow(spec, tail, history);
                return new End(CellStatus.TIMEOUT, "took longer than the cell timeout of " + Figures.duration(timeout));
            }
        }
        follow(spec, tail, history);
        return describe(worker.exitCode());
    }

    private End describe(int exitCode) throws InterruptedException {
        int signal = exitCode - KILLED_BY_SIGNAL;
        if (signal == SIGINT || signal == SIGTERM) {
            Thread.sleep(SIGNAL_LAG.toMillis());
            if (interruption.isRequested()) {
                return new End(CellStatus.INTERRUPTED, "stopped by the user");
            }
        }
        return signal > 0
                ? new End(CellStatus.CRASHED, "the worker was killed by signal " + signal + name(signal))
                : new End(CellStatus.CRASHED, "the worker ended with exit code " + exitCode + " and left no record");
    }

    private static String name(int signal) {
        return switch (signal) {
            case 6 -> " (SIGABRT)";
            case 9 -> " (SIGKILL; the system does that when memory runs out)";
            case 11 -> " (SIGSEGV)";
            case SIGTERM -> " (SIGTERM)";
            default -> "";
        };
    }

    private void follow(CellSpec spec, EventTail tail, CellHistory history) throws IOException {
        for (WorkerEvent event : tail.poll()) {
            history.add(event);
            listener.event(spec, event);
        }
    }

    private static String progress(CellStatus status, CellSpec spec, CellHistory history) {
        String steps = " after " + history.steps() + " of " + spec.training().steps() + " steps";
        return status == CellStatus.INTERRUPTED ? steps : steps + "; see cells/" + spec.id() + "/worker.log";
    }
}
