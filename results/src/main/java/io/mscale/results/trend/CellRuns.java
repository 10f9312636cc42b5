package io.mscale.results.trend;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.run.Fingerprint;
import io.mscale.results.compare.CellKey;
import io.mscale.results.history.HistoryRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runs of a machine that had a cell, and those of them in which it failed. */
final class CellRuns {

    private final Fingerprint machine;
    private final CellKey cell;
    private final List<Integer> places = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    /**
     * A failure.
     *
     * @param place the run's place among those of the machine
     */
    record Failure(int place, String reason) {}

    CellRuns(Fingerprint machine, CellKey cell) {
        this.machine = machine;
        this.cell = cell;
    }

    /**
     * Adds a run.
     *
     * @param place its place among those of the machine
     * @param repeats the cell's repeats in it
     */
    void add(int place, List<CellRecord> repeats) {
        places.add(place);
        failure(repeats).ifPresent(reason -> failures.add(new Failure(place, reason)));
    }

    /** What the user stopped says nothing of the cell. */
    private static Optional<String> failure(List<CellRecord> repeats) {
        return repeats.stream().anyMatch(CellRecord::isOk)
                ? Optional.empty()
                : repeats.stream()
                        .filter(repeat -> repeat.status() != CellStatus.INTERRUPTED)
                        .findFirst()
                        .map(repeat -> repeat.status() + (repeat.reason() == null ? "" : ": " + repeat.reason()));
    }

    List<Failure> failures() {
        return failures;
    }

    /**
     * Returns what became of the cell.
     *
     * @param runs the runs of the machine
     */
    List<CellEvent> events(List<HistoryRun> runs) {
        List<CellEvent> events = new ArrayList<>();
        int first = places.get(0);
        int last = places.get(places.size() - 1);
        HistoryRun lastRun = runs.get(last);
        if (first > 0) {
            events.add(new CellEvent(machine, cell, CellEvent.Kind.NEW, runs.get(first), lastRun, ""));
        }
        if (runs.size() - 1 - last > longestGap()) {
            events.add(new CellEvent(machine, cell, CellEvent.Kind.REMOVED, runs.get(last + 1), lastRun, ""));
        } else if (!failures.isEmpty() && failures.get(failures.size() - 1).place() == last) {
            Failure since = firstOfLastFailures();
            events.add(new CellEvent(
                    machine, cell, CellEvent.Kind.FAILS, runs.get(since.place()), lastRun, since.reason()));
        }
        return events;
    }

    /** The most runs in a row that did not have the cell although later ones did. */
    private int longestGap() {
        int longest = 0;
        for (int i = 1; i < places.size(); i++) {
            longest = Math.max(longest, places.get(i) - places.get(i - 1) - 1);
        }
        return longest;
    }

    private Failure firstOfLastFailures() {
        int i = failures.size() - 1;
        int j = places.size() - 1;
        while (i > 0 && failures.get(i - 1).place() == places.get(j - 1)) {
            i--;
            j--;
        }
        return failures.get(i);
    }
}
