package io.mscale.results.history;

import io.mscale.record.run.Fingerprint;
import io.mscale.record.run.RunRecord;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run in a history.
 *
 * @param file the file that contains it
 * @param entry the file's content
 * @param startedAt when the run started, by its machine's clock
 */
public record HistoryRun(Path file, HistoryEntry entry, Instant startedAt) {

    /**
     * Allowed difference between the clocks of two machines: synchronised clocks differ by less, so anything beyond is
     * a wrong clock.
     */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    /** Returns the run's record. */
    public RunRecord record() {
        return entry.record();
    }

    /** Returns the machine it was measured on. */
    public Fingerprint machine() {
        return Fingerprint.of(entry.run().environment());
    }

    /**
     * Returns what is impossible about the run's times, if anything: a wrong clock would misplace it in the history.
     */
    public Optional<String> clockProblem() {
        try {
            return clockProblem(Instant.parse(entry.addedAt()), entry.run().finishedAt());
        } catch (DateTimeException e) {
            return Optional.of(
                    "run " + entry.run().runId() + " has an addedAt or finishedAt that is not a time in UTC");
        }
    }

    private Optional<String> clockProblem(Instant added, @Nullable String finished) {
        String id = entry.run().runId();
        if (startedAt.isAfter(added.plus(TOLERANCE))) {
            return Optional.of("run " + id + " started at " + startedAt + ", after it was added at " + added
                    + ": a clock is wrong, and the run may be misplaced");
        }
        if (finished != null && Instant.parse(finished).isBefore(startedAt)) {
            return Optional.of("run " + id + " finished at " + finished + ", before it started at " + startedAt
                    + ": its clock went backwards");
        }
        return Optional.empty();
    }
}
