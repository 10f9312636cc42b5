package io.mscale.worker.log;

import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.record.json.RecordJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleFunction;
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
        this.writer = Files.newBufferedWriter(file);
        this.history = history;
        this.clock = clock;
    }

    /** Writes an event, made from the seconds since the worker's launch. */
    public void write(DoubleFunction<WorkerEvent> at) {
        WorkerEvent event = at.apply(clock.seconds());
        history.add(event);
        try {
            writer.write(RecordJson.line(event));
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the event log cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    /** Returns null for NaN and infinities, which JSON cannot represent. */
    public static @Nullable Double finiteOrNull(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
