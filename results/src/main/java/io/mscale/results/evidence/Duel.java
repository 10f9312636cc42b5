package io.mscale.results.evidence;

import io.mscale.results.statistics.BenjaminiHochberg;
import io.mscale.results.statistics.Decision;
import io.mscale.results.statistics.PairwiseComparison;
import java.util.ArrayList;
import java.util.List;

/**
 * The comparison of two contestants' step times in one contest.
 *
 * @param a one contestant
 * @param b the other contestant
 * @param comparison their ratio, with interval and test
 * @param adjustedP the p-value, corrected for the number of duels in the report
 * @param noise the relative difference that counts as noise, the larger of the two entries' floors; 0 if not measured
 */
public record Duel(Entry a, Entry b, PairwiseComparison comparison, double adjustedP, double noise) {

    /** Returns all pairs of contestants with step times, contest by contest, in order of appearance. */
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

    /** Returns the result of the duel. */
    public Decision decision() {
        return comparison.decision(noise, adjustedP);
    }

    /** Returns whether the duel is between these two entries. */
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

    /** Corrects for the number of duels. Undecidable ones are not comparisons and are not counted. */
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
