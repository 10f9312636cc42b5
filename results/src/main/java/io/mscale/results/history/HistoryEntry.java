package io.mscale.results.history;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.run.RunRecord;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a file of a history holds: a run's record without curves and single samples, and where it came from.
 *
 * @param schema {@link #SCHEMA}
 * @param commit what was measured, in the user's words; null if it is not known
 * @param addedAt when it was added, ISO 8601 in UTC
 * @param run the record
 */
public record HistoryEntry(String schema, @Nullable String commit, String addedAt, RunRecord run) {

    /** The version of the format. */
    public static final String SCHEMA = "mscale-history/1";

    public HistoryEntry {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(addedAt, "addedAt");
        Objects.requireNonNull(run, "run");
    }

    /**
     * The entry of a run.
     *
     * @param commit what was measured; null for the commit the program itself was built from
     */
    public static HistoryEntry of(RunRecord run, @Nullable String commit, Instant now) {
        RunRecord small = run.withCells(
                run.cells().stream().map(CellRecord::withoutSeries).toList());
        return new HistoryEntry(SCHEMA, commit == null ? run.tool().commit() : commit, now.toString(), small);
    }

    /** The record, said to measure the entry's commit. */
    public RunRecord record() {
        return run.withTool(new RunRecord.Tool(run.tool().version(), commit));
    }
}
