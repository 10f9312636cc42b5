package io.mscale.worker.training;

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

    /** System property: when the parent launched this JVM, in milliseconds since 1970-01-01 UTC. */
    private static final String LAUNCHED_AT = "mscale.launchedAt";

    private final BufferedWriter writer;
    private final CellHistory history;
    /** The parent's launch of this process, so that the start of the JVM is included; now if it told none. */
    private final long launchNanos;

    /** Opens a log. An existing one is replaced, because the cell is trained anew. */
    public EventLog(Path file, CellHistory history) throws IOException {
        this.writer = Files.newBufferedWriter(file);
        this.history = history;
        Long launchedAt = Long.getLong(LAUNCHED_AT);
        long elapsedMillis = launchedAt == null ? 0 : Math.max(0, System.currentTimeMillis() - launchedAt);
        this.launchNanos = System.nanoTime() - elapsedMillis * 1_000_000;
    }

    /** Writes an event, made from the seconds since the worker's launch. */
    public void write(DoubleFunction<WorkerEvent> at) {
        WorkerEvent event = at.apply((System.nanoTime() - launchNanos) / 1e9);
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
