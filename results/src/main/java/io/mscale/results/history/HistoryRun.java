package io.mscale.results.history;

import io.mscale.record.run.Fingerprint;
import io.mscale.record.run.RunRecord;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A run in a history.
 *
 * @param startedAt when the run started, by its machine's clock
 */
public record HistoryRun(Path file, HistoryEntry entry, Instant startedAt) {

    /**
     * Allowed difference between the clocks of two machines: synchronised clocks differ by less, so anything beyond is
     * a wrong clock.
     */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    public RunRecord record() {
        return entry.record();
    }

    public Fingerprint machine() {
        return Fingerprint.of(entry.run().environment());
    }

    /**
     * Returns what is impossible about the run's times, if anything: a wrong clock would misplace it in the history.
     */
    public Optional<String> clockProblem() {
        String run = "run " + entry.run().runId();
        String finished = entry.run().finishedAt();
        try {
            Instant added = Instant.parse(entry.addedAt());
            if (startedAt.isAfter(added.plus(TOLERANCE))) {
                return Optional.of(run + " started at " + startedAt + ", after it was added at " + added
                        + ": a clock is wrong, and the run may be misplaced");
            }
            if (finished != null && Instant.parse(finished).isBefore(startedAt)) {
                return Optional.of(run + " finished at " + finished + ", before it started at " + startedAt
                        + ": its clock went backwards");
            }
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of(run + " has an addedAt or finishedAt that is not a time in UTC");
        }
    }
}
