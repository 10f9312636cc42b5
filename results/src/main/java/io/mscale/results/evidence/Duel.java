package io.mscale.results.evidence;

import io.mscale.results.statistics.BenjaminiHochberg;
import io.mscale.results.statistics.Decision;
import io.mscale.results.statistics.PairwiseComparison;
import java.util.ArrayList;
import java.util.List;

/**
 * Two contestants' step times in one contest, held against each other repeat by repeat.
 *
 * @param a one contestant
 * @param b the other
 * @param comparison their ratio, with its interval and test
 * @param adjustedP the test's p, corrected for the number of duels in the report
 * @param noise the relative difference that means nothing here, the larger of the two entries'; 0 if it was not measured
 */
public record Duel(Entry a, Entry b, PairwiseComparison comparison, double adjustedP, double noise) {

    /** Every pair of contestants in every contest that have step times, in the order in which they appear. */
    public static List<Duel> of(Evidence evidence) {
        List<Entry> entries = Entry.of(evidence.cells()).stream()
                .filter(entry -> entry.steps().length > 0)
                .toList();
        List<SelfCheck> checks = SelfCheck.of(evidence);
        List<Duel> duels = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            for (int j = i + 1; j < entries.size(); j++) {
                Entry a = entries.get(i);
                Entry b = entries.get(j);
                if (a.contest().equals(b.contest())) {
                    PairwiseComparison comparison = PairwiseComparison.of(a.steps(), b.steps());
                    double noise = Math.max(noise(checks, a), noise(checks, b));
                    duels.add(new Duel(a, b, comparison, comparison.p(), noise));
                }
            }
        }
        return adjusted(duels);
    }

    /** What the duel comes to. */
    public Decision decision() {
        return comparison.decision(noise, adjustedP);
    }

    /** Whether it is between these two. */
    public boolean isBetween(Entry one, Entry other) {
        return (a.matches(one) && b.matches(other)) || (a.matches(other) && b.matches(one));
    }

    private static double noise(List<SelfCheck> checks, Entry entry) {
        return checks.stream()
                .filter(check -> check.entry().matches(entry))
                .flatMap(check -> check.floor().stream())
                .mapToDouble(floor -> floor.relative())
                .findFirst()
                .orElse(0);
    }

    /** Duels that cannot be decided are no comparisons, so they do not count in the correction. */
    private static List<Duel> adjusted(List<Duel> duels) {
        double[] adjusted = BenjaminiHochberg.adjust(duels.stream()
                .filter(duel -> duel.decision() != Decision.CANNOT_DECIDE)
                .mapToDouble(duel -> duel.comparison().p())
                .toArray());
        List<Duel> all = new ArrayList<>();
        int next = 0;
        for (Duel duel : duels) {
            boolean counts = duel.decision() != Decision.CANNOT_DECIDE;
            all.add(counts ? new Duel(duel.a, duel.b, duel.comparison, adjusted[next++], duel.noise) : duel);
        }
        return List.copyOf(all);
    }
}
