package io.mscale.results.evidence;

import io.mscale.results.statistics.NoiseFloor;
import io.mscale.results.statistics.PairwiseComparison;
import java.util.List;
import java.util.Optional;

/**
 * The comparison of an entry with its own twins, which are identical except for the name, so that any difference is
 * noise.
 *
 * @param twins the same entry measured again, in alternation
 * @param floor the noise; empty if there are too few repeats on either side
 */
public record SelfCheck(Entry entry, Entry twins, Optional<NoiseFloor> floor) {

    /** Returns the self-checks of a report; empty if nothing was measured twice. */
    public static List<SelfCheck> of(Evidence evidence) {
        List<Entry> twins = Entry.of(evidence.twins());
        return Entry.of(evidence.cells()).stream()
                .flatMap(entry -> twins.stream()
                        .filter(entry::matches)
                        .map(twin -> new SelfCheck(entry, twin, floor(entry, twin))))
                .toList();
    }

    private static Optional<NoiseFloor> floor(Entry entry, Entry twin) {
        if (TurnPairs.decide(entry, twin)) {
            return Optional.of(NoiseFloor.ofTurns(TurnPairs.of(entry, twin), entry.steps(), twin.steps()));
        }
        double[] a = entry.steps();
        double[] b = twin.steps();
        return Math.min(a.length, b.length) < PairwiseComparison.FEWEST_FORKS
                ? Optional.empty()
                : Optional.of(NoiseFloor.of(a, b));
    }
}
