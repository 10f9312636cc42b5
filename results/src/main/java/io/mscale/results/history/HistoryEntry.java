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
 */
public record HistoryEntry(String schema, @Nullable String commit, String addedAt, RunRecord run) {

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
        RunRecord small = run.withCells(
                run.cells().stream().map(CellRecord::withoutSeries).toList());
        return new HistoryEntry(SCHEMA, commit == null ? run.tool().commit() : commit, now.toString(), small);
    }

    /** Returns the record with the entry's commit. */
    public RunRecord record() {
        return run.withTool(new RunRecord.Tool(run.tool().version(), commit));
    }
}
