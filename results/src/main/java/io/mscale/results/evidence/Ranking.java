package io.mscale.results.evidence;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entries beside each other: their rankings within each contest, and what tells their targets apart. */
public final class Ranking {

    /** A value of an entry; null where nothing was measured. */
    @FunctionalInterface
    public interface Measure {
        @Nullable
        Double of(Entry entry);
    }

    private final List<Entry> entries;
    private final List<Target> targets;

    public Ranking(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        this.targets = Target.of(entries.stream()
                .flatMap(entry -> entry.cells().stream())
                .map(ReportedCell::cell)
                .toList());
    }

    /** The name of a cell's target, as in {@link Target#name}, among those of the entries. */
    public String target(ReportedCell cell) {
        return Target.name(targets, cell.cell().task(), cell.cell().taskSettings());
    }

    /** Returns the entry's step time over the shortest in its contest; null if it has none. */
    public @Nullable Double timesFastest(Entry entry) {
        Double own = entry.step();
        return own == null
                ? null
                : least(entry.contest(), Entry::step)
                        .map(fastest -> own / fastest)
                        .orElse(null);
    }

    /**
     * Returns whether no entry in the same contest has a smaller value, and at least one other entry has a value at
     * all. An entry without a successful repeat, or with one that failed its parity check, is never best.
     *
     * @param measure a value for which less is better
     */
    public boolean isBest(Entry entry, Measure measure) {
        Double own = measure.of(entry);
        if (!entry.isTrusted() || own == null || !Double.isFinite(own)) {
            return false;
        }
        boolean hasRival = inContest(entry.contest()).stream()
                .anyMatch(other -> !other.equals(entry) && measure.of(other) != null);
        return hasRival && least(entry.contest(), measure).map(own::equals).orElse(false);
    }

    private Optional<Double> least(Contest contest, Measure measure) {
        return inContest(contest).stream()
                .map(measure::of)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    private List<Entry> inContest(Contest contest) {
        return entries.stream()
                .filter(entry -> entry.isTrusted() && entry.contest().equals(contest))
                .toList();
    }
}
