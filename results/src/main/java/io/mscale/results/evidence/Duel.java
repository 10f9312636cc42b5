package io.mscale.results.evidence;

import io.mscale.results.statistics.BenjaminiHochberg;
import io.mscale.results.statistics.Decision;
import io.mscale.results.statistics.PairwiseComparison;
import java.util.ArrayList;
import java.util.List;

/**
 * The comparison of two contestants' step times in one contest.
 *
 * @param adjustedP the p-value, corrected for the number of duels in the report that can decide anything
 * @param noise the relative difference that counts as noise, the larger of the two entries' floors; 0 if not measured
 */
public record Duel(Entry a, Entry b, PairwiseComparison comparison, double adjustedP, double noise) {

    private record Pair(Entry a, Entry b) {}

    /** Returns all pairs of contestants with step times, contest by contest, in order of appearance. */
    public static List<Duel> of(Evidence evidence) {
        List<Entry> entries = Entry.of(evidence.cells()).stream()
                .filter(entry -> entry.steps().length > 0)
                .toList();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry a = entries.get(i);
            entries.stream()
                    .skip(i + 1)
                    .filter(b -> a.contest().equals(b.contest()))
                    .forEach(b -> pairs.add(new Pair(a, b)));
        }
        List<PairwiseComparison> comparisons = pairs.stream()
                .map(pair -> TurnPairs.compare(pair.a(), pair.b()))
                .toList();
        double[] adjusted = BenjaminiHochberg.adjust(comparisons);
        List<SelfCheck> checks = SelfCheck.of(evidence);
        List<Duel> duels = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            double noise = Math.max(noise(checks, pair.a()), noise(checks, pair.b()));
            duels.add(new Duel(pair.a(), pair.b(), comparisons.get(i), adjusted[i], noise));
        }
        return List.copyOf(duels);
    }

    public Decision decision() {
        return comparison.decision(noise, adjustedP);
    }

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
}
