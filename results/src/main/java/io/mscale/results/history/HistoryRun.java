package io.mscale.results.history;

import io.mscale.record.cell.CellStatus;
import io.mscale.record.run.Fingerprint;
import io.mscale.record.run.RunRecord;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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

    public String runId() {
        return entry.run().runId();
    }

    /** Where the run belongs in the order of a history: by its commit, or else by its machine's clock. */
    public Instant place() {
        return committedAt().orElse(startedAt);
    }

    /** When the commit was made that was measured; empty if it is unknown. */
    private Optional<Instant> committedAt() {
        String date = entry.committedAt();
        try {
            return Optional.ofNullable(date)
                    .map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** How many of its cells have ended: of two records of one run, the one with more says more. */
    long ended() {
        return entry.run().cells().stream()
                .filter(cell -> cell.status() != CellStatus.INTERRUPTED)
                .count();
    }

    /**
     * Returns what is impossible about the run's times, if anything: a wrong clock would misplace it in the history.
     */
    public Optional<String> clockProblem() {
        String run = "run " + runId();
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
            Optional<Instant> committed = committedAt();
            if (committed.isPresent() && startedAt.isBefore(committed.get().minus(TOLERANCE))) {
                return Optional.of(
                        run + " started at " + startedAt + ", before its commit was made at " + committed.get()
                                + ": a clock is wrong, or the commit was made after measuring; the run is placed by its commit");
            }
            if (committed.isEmpty() && entry.addedAfter() != null) {
                return Optional.of(run + " started at " + startedAt + ", but was added after run " + entry.addedAfter()
                        + ", which started later: unless it is an old one, its clock is wrong and it is misplaced");
            }
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of(run + " has an addedAt or finishedAt that is not a time in UTC");
        }
    }
}
