package io.mscale.results.trend;

import io.mscale.record.run.Fingerprint;
import io.mscale.results.compare.CellKey;
import io.mscale.results.history.HistoryRun;

/**
 * What became of a cell on a machine, besides its values.
 *
 * @param run the first run that fails in a row up to the newest, the first one without the cell, or the first one with it
 * @param last the last run that had the cell
 * @param reason why it fails, as the record has it; otherwise empty
 */
public record CellEvent(Fingerprint machine, CellKey cell, Kind kind, HistoryRun run, HistoryRun last, String reason) {

    /** What became of it. */
    public enum Kind {
        /** No repeat ended well in the newest run that had the cell. */
        FAILS,
        /** The newest runs do not have it, for longer than it was ever missing. */
        REMOVED,
        /** The machine's first runs did not have it. */
        NEW
    }
}
