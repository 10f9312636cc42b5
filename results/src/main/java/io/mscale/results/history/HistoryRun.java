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
 * @param file where it lies
 * @param entry what the file holds
 * @param startedAt when the run started, by the clock of its machine
 */
public record HistoryRun(Path file, HistoryEntry entry, Instant startedAt) {

    /** Clocks of two machines differ by a little. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    /** The run's record. */
    public RunRecord record() {
        return entry.record();
    }

    /** The machine it was measured on. */
    public Fingerprint machine() {
        return Fingerprint.of(entry.run().environment());
    }

    /** What is impossible about the run's times, if anything: a clock that was wrong puts a run into the wrong place. */
    public Optional<String> clockProblem() {
        try {
            return clockProblem(Instant.parse(entry.addedAt()), entry.run().finishedAt());
        } catch (DateTimeException e) {
            return Optional.of("run " + entry.run().runId() + " was added or finished at no time in UTC");
        }
    }

    private Optional<String> clockProblem(Instant added, @Nullable String finished) {
        String id = entry.run().runId();
        if (startedAt.isAfter(added.plus(TOLERANCE))) {
            return Optional.of("run " + id + " started at " + startedAt + ", after it was added at " + added
                    + ": a clock is wrong, and the run may stand in the wrong place");
        }
        if (finished != null && Instant.parse(finished).isBefore(startedAt)) {
            return Optional.of("run " + id + " finished at " + finished + ", before it started at " + startedAt
                    + ": its clock went backwards");
        }
        return Optional.empty();
    }
}
