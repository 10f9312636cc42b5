package io.mscale.worker.log;

import com.fasterxml.jackson.jr.ob.JSON;
import io.mscale.api.LibraryInfo;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.WorkerEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes events, one JSON object per line, and flushes each, so that a crash loses nothing that happened before it. Every
 * event also goes into the cell's history, from which the record is made.
 */
public final class EventLog implements AutoCloseable {

    private final BufferedWriter writer;
    private final CellHistory history;
    private final WallClock clock;

    /** Starts a log. A log that is there already is replaced: the cell is trained anew. */
    public EventLog(Path file, CellHistory history, WallClock clock) throws IOException {
        this.writer = Files.newBufferedWriter(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        this.history = history;
        this.clock = clock;
    }

    /** The worker's JVM is up. */
    public void started() {
        write(WorkerEvent.started(clock.seconds()));
    }

    /** The backend is loaded. */
    public void library(LibraryInfo library) {
        write(WorkerEvent.library(clock.seconds(), library));
    }

    /** The model could take its first step. */
    public void ready() {
        write(WorkerEvent.ready(clock.seconds()));
    }

    /** {@code steps} steps were taken that are not counted; the first took {@code firstSeconds}. */
    public void warmUp(int steps, double firstSeconds) {
        write(WorkerEvent.warmUp(clock.seconds(), steps, firstSeconds));
    }

    /** The first losses were compared with the float64 reference. */
    public void parity(CellRecord.Parity parity) {
        write(WorkerEvent.parity(clock.seconds(), parity));
    }

    /** A block of steps was taken. */
    public void steps(int step, int steps, double seconds, double loss) {
        write(WorkerEvent.steps(clock.seconds(), step, steps, seconds, finiteOrNull(loss)));
    }

    /** The network was evaluated after {@code step} steps and {@code seconds} of training. */
    public void evaluation(
            int step, double seconds, double trainMse, double testMse, List<CellRecord.Frequency> frequencies) {
        write(WorkerEvent.evaluation(
                clock.seconds(), step, seconds, finiteOrNull(trainMse), finiteOrNull(testMse), frequencies));
    }

    /**
     * The cell has ended.
     *
     * @param peakDeviceBytes the most memory that the model held on its device; null if that is not known
     */
    public void finished(
            CellStatus status,
            @Nullable String reason,
            CellRecord.@Nullable Accuracy accuracy,
            @Nullable Long peakDeviceBytes) {
        write(WorkerEvent.finished(
                clock.seconds(), status, reason, accuracy, ProcessMemory.peakResidentBytes(), peakDeviceBytes));
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    /** JSON knows neither NaN nor infinity. */
    public static @Nullable Double finiteOrNull(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private void write(WorkerEvent event) {
        history.add(event);
        try {
            writer.write(JSON.std.asString(event));
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the event log cannot be written: " + e.getMessage(), e);
        }
    }
}
