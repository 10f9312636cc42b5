package io.mscale.results.history;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.run.RunRecord;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of a history's file: a run's record without curves and individual samples, and its origin.
 *
 * @param commit the measured commit as given by the user; null if unknown
 * @param addedAt when it was added, ISO 8601 in UTC
 * @param committedAt when the commit was made, ISO 8601; null if unknown, and in entries that predate the component
 * @param addedAfter a run that was there already although it started more than a day later; null if there was none, and in
 *     entries that predate the component
 */
public record HistoryEntry(
        String schema,
        @Nullable String commit,
        String addedAt,
        @Nullable String committedAt,
        @Nullable String addedAfter,
        RunRecord run) {

    public static final String SCHEMA = "mscale-history/1";

    public HistoryEntry {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(addedAt, "addedAt");
        Objects.requireNonNull(run, "run");
    }

    /**
     * Creates the entry of a run.
     *
     * @param commit the measured commit; null for the commit that this program was built from
     */
    public static HistoryEntry of(RunRecord run, @Nullable String commit, Instant now) {
        return of(run, commit, now, null);
    }

    /**
     * Creates the entry of a run whose commit's date is known.
     *
     * @param committedAt when the commit was made; null if unknown
     */
    public static HistoryEntry of(RunRecord run, @Nullable String commit, Instant now, @Nullable Instant committedAt) {
        RunRecord small = run.withCells(
                run.cells().stream().map(CellRecord::withoutSeries).toList());
        return new HistoryEntry(
                SCHEMA,
                commit == null ? run.tool().commit() : commit,
                now.toString(),
                committedAt == null ? null : committedAt.toString(),
                null,
                small);
    }

    /** Returns this entry as one that was added although that run, which started later, was there. */
    HistoryEntry after(String runId) {
        return new HistoryEntry(schema, commit, addedAt, committedAt, runId, run);
    }

    /** Returns the record with the entry's commit. */
    public RunRecord record() {
        return run.withTool(new RunRecord.Tool(run.tool().version(), commit));
    }
}
