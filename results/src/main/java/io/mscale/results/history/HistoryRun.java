package io.mscale.results.history;

import io.mscale.results.record.Fingerprint;
import io.mscale.results.record.RunRecord;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A run in a history.
 *
 * @param file where it lies
 * @param entry what the file holds
 * @param startedAt when the run started, by the clock of its machine
 */
public record HistoryRun(Path file, HistoryEntry entry, Instant startedAt) {

    /** The run's record. */
    public RunRecord record() {
        return entry.record();
    }

    /** The machine it was measured on. */
    public Fingerprint machine() {
        return Fingerprint.of(entry.run().environment());
    }
}
