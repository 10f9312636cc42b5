package io.mscale.harness.run;

import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.fork.EventTail;
import io.mscale.harness.fork.JavaCommand;
import io.mscale.harness.fork.Plugins;
import io.mscale.harness.fork.Whereabouts;
import io.mscale.harness.report.ConsoleProgress;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.record.json.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Trains one cell in a worker and waits for it. There is always a record afterwards: the worker's own, or one made from
 * the events it logged.
 */
final class CellRunner {

    /** What a turn may be expected to last of the time that the one before it took. */
    private static final double SURELY_LASTS = 0.8;

    /** Shorter than the first turn of most cells. */
    private static final double SHORT_TURN_SECONDS = 0.1;

    private final Distribution distribution;
    private final ConsoleProgress progress;
    private final WorkerWatch watch;

    CellRunner(Distribution distribution, ConsoleProgress progress, Interruption interruption) {
        this.distribution = distribution;
        this.progress = progress;
        this.watch = new WorkerWatch(interruption, "the worker");
    }

    /** Trains a cell. */
    CellRecord run(CellSpec spec, Plugins plugins, CellFolder folder) throws IOException {
        try (LiveCell cell = start(spec, plugins, folder, event -> progress.event(spec, event))) {
            cell.proceed();
            return cell.record();
        }
    }

    /**
     * Starts a cell's worker.
     *
     * @param listener is told what the worker reports
     */
    LiveCell start(CellSpec spec, Plugins plugins, CellFolder folder, Consumer<WorkerEvent> listener)
            throws IOException {
        // Remove what an earlier attempt at this cell left behind.
        Files.deleteIfExists(folder.record());
        Files.deleteIfExists(folder.events());
        Files.deleteIfExists(folder.prediction());
        Files.deleteIfExists(folder.picture());
        Files.deleteIfExists(folder.network());
        Files.deleteIfExists(folder.parameters());
        Files.deleteIfExists(folder.optimizer());
        Files.deleteIfExists(folder.jmhResult());
        Files.deleteIfExists(folder.jmhLog());
        return new LiveCell(spec, plugins, folder, listener);
    }

    /** A cell whose worker was started. Closing it stops the worker. */
    final class LiveCell implements AutoCloseable {

        private final CellSpec spec;
        private final CellFolder folder;
        private final Consumer<WorkerEvent> listener;
        private final CellHistory history;
        private final EventTail tail;
        private final WorkerWatch.Watched worker;
        private boolean isWaiting;
        private double lastTurnSeconds = SHORT_TURN_SECONDS;

        private LiveCell(CellSpec spec, Plugins plugins, CellFolder folder, Consumer<WorkerEvent> listener) {
            this.spec = spec;
            this.folder = folder;
            this.listener = listener;
            this.history = new CellHistory(spec);
            this.tail = new EventTail(folder.events());
            this.worker = watch.start(
                    spec,
                    () -> JavaCommand.worker(distribution, plugins, spec, folder.path()),
                    folder.log(),
                    this::follow);
        }

        CellSpec spec() {
            return spec;
        }

        /** Steps taken so far. */
        int steps() {
            return history.steps();
        }

        /** Training time so far. */
        double trainSeconds() {
            return history.trainSeconds();
        }

        /** The most memory that its processes have held, in bytes; null if it is unknown. */
        @Nullable
        Long peakResidentBytes() {
            return worker.peakResidentBytes();
        }

        /** Whether the worker has ended; if not, it waits for a turn. */
        boolean isOver() {
            return worker.end().isPresent();
        }

        /** Follows the worker until it waits for a turn or has ended. */
        void proceed() {
            worker.await(() -> isWaiting, 0);
        }

        /** Grants the worker a turn and follows it until it waits again or has ended. */
        void turn() {
            isWaiting = false;
            long start = System.nanoTime();
            worker.grantTurn();
            // Until then it is hardly looked at, so that it is not disturbed.
            worker.await(() -> isWaiting, SURELY_LASTS * lastTurnSeconds);
            lastTurnSeconds = (System.nanoTime() - start) / 1e9;
        }

        private void follow() throws IOException {
            for (WorkerEvent event : tail.poll()) {
                history.add(event);
                isWaiting = event instanceof WorkerEvent.Waiting;
                listener.accept(event);
            }
        }

        /** The record of a cell whose worker has ended. */
        CellRecord record() throws IOException {
            if (Files.exists(folder.record())) {
                return RecordJson.readCell(folder.record());
            }
            WorkerWatch.End end = worker.end().orElseThrow();
            String whereabouts = Whereabouts.in(folder.log(), end.status());
            CellRecord record = history.toRecord(
                    end.status(), end.reason() + stepsTaken(spec, history) + whereabouts + log(end.status(), spec));
            RecordJson.write(folder.record(), record);
            return record;
        }

        @Override
        public void close() {
            worker.close();
        }
    }

    private static String stepsTaken(CellSpec spec, CellHistory history) {
        return " after " + history.steps() + " of " + spec.training().steps() + " steps";
    }

    private static String log(CellStatus status, CellSpec spec) {
        return status == CellStatus.INTERRUPTED ? "" : "; see cells/" + spec.id() + "/worker.log";
    }
}
