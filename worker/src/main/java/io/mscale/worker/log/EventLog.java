package io.mscale.worker.log;

import io.mscale.api.LibraryInfo;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.record.json.RecordJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as one JSON object per line and flushes each, so that a crash loses no earlier event. Every event also
 * goes into the cell's history, from which the record is made.
 */
public final class EventLog implements AutoCloseable {

    private final BufferedWriter writer;
    private final CellHistory history;
    private final WallClock clock;

    /** Opens a log. An existing one is replaced, because the cell is trained anew. */
    public EventLog(Path file, CellHistory history, WallClock clock) throws IOException {
        this.writer = Files.newBufferedWriter(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        this.history = history;
        this.clock = clock;
    }

    /** Logs that the worker's JVM has started. */
    public void started() {
        write(new WorkerEvent.Started(clock.seconds()));
    }

    /** Logs that the backend is loaded. */
    public void library(LibraryInfo library) {
        write(new WorkerEvent.Library(clock.seconds(), library));
    }

    /** Logs that the model is ready for its first step. */
    public void ready() {
        write(new WorkerEvent.Ready(clock.seconds()));
    }

    /** Logs {@code steps} uncounted warm-up steps; the first took {@code firstSeconds}. */
    public void warmUp(int steps, double firstSeconds) {
        write(new WorkerEvent.WarmUp(clock.seconds(), steps, firstSeconds));
    }

    /** Logs the comparison of the first losses with the float64 reference. */
    public void parity(CellRecord.Parity parity) {
        write(new WorkerEvent.Parity(clock.seconds(), parity));
    }

    /** Logs a block of steps. */
    public void steps(int step, int steps, double seconds, double loss) {
        write(new WorkerEvent.Steps(clock.seconds(), step, steps, seconds, finiteOrNull(loss)));
    }

    /** Logs an evaluation of the network after {@code step} steps and {@code seconds} of training. */
    public void evaluation(
            int step, double seconds, double trainMse, double testMse, List<CellRecord.Frequency> frequencies) {
        write(new WorkerEvent.Evaluation(
                clock.seconds(), step, seconds, finiteOrNull(trainMse), finiteOrNull(testMse), frequencies));
    }

    /**
     * Logs the end of the cell.
     *
     * @param peakDeviceBytes the peak memory of the model on its device; null if unknown
     */
    public void finished(
            CellStatus status,
            @Nullable String reason,
            CellRecord.@Nullable Accuracy accuracy,
            @Nullable Long peakDeviceBytes) {
        write(WorkerEvent.finished(
                clock.seconds(),
                accuracy,
                new CellRecord.Memory(ProcessMemory.peakResidentBytes(), peakDeviceBytes),
                status,
                reason));
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    /** Returns null for NaN and infinities, which JSON cannot represent. */
    public static @Nullable Double finiteOrNull(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private void write(WorkerEvent event) {
        history.add(event);
        try {
            writer.write(RecordJson.line(event));
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the event log cannot be written: " + e.getMessage(), e);
        }
    }
}
