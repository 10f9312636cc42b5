package io.mscale.results.evidence;

import io.mscale.results.statistics.NoiseFloor;
import io.mscale.results.statistics.PairwiseComparison;
import java.util.List;
import java.util.Optional;

/**
 * An entry held against its own twins, which are the same in all but the name: what they differ by is the machine's noise.
 *
 * @param entry the entry
 * @param twins the same entry once more, measured in between
 * @param floor the noise; empty if there are too few repeats on either side to tell
 */
public record SelfCheck(Entry entry, Entry twins, Optional<NoiseFloor> floor) {

    /** The self-checks of a report; none if nothing was measured twice. */
    public static List<SelfCheck> of(Evidence evidence) {
        List<Entry> twins = Entry.of(evidence.twins());
        return Entry.of(evidence.cells()).stream()
                .flatMap(entry -> twins.stream()
                        .filter(entry::matches)
                        .map(twin -> new SelfCheck(entry, twin, floor(entry.steps(), twin.steps()))))
                .toList();
    }

    private static Optional<NoiseFloor> floor(double[] a, double[] b) {
        return Math.min(a.length, b.length) < PairwiseComparison.FEWEST_FORKS
                ? Optional.empty()
                : Optional.of(NoiseFloor.of(a, b));
    }
}
