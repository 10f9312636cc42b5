package io.mscale.report.text;

import io.mscale.results.evidence.AccuracyDuel;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.PairedComparison;
import io.mscale.results.statistics.SeedSpread;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Describes test errors over seeds, and their comparisons, in words. */
public final class AccuracyTexts {

    private AccuracyTexts() {}

    /** An entry's test MSE with its bounds where it has several seeds: 1.2e-4, or 1.2e-4 [8.0e-5, 3.0e-4]. */
    public static String testMse(Entry entry) {
        return entry.testMseSpread().map(AccuracyTexts::spread).orElse(Formats.MISSING);
    }

    private static String spread(SeedSpread spread) {
        return Formats.error(spread.median()) + (spread.seeds() == 1 ? "" : bounds(spread));
    }

    private static String bounds(SeedSpread spread) {
        return " [" + Formats.error(spread.lower()) + ", " + Formats.error(spread.upper()) + "]";
    }

    /** What the brackets behind test errors are; empty if there are none. */
    static Optional<String> brackets(Evidence evidence) {
        List<SeedSpread> spreads = Entry.of(evidence.cells()).stream()
                .flatMap(entry -> entry.testMseSpread().stream())
                .filter(spread -> spread.seeds() > 1)
                .toList();
        String kinds = String.join(
                " / ",
                Stream.of(false, true)
                        .filter(kind -> spreads.stream().anyMatch(spread -> spread.isInterval() == kind))
                        .map(kind -> (kind ? "95% interval of the median over " : "range over ") + seeds(spreads, kind))
                        .toList());
        return kinds.isEmpty() ? Optional.empty() : Optional.of("[test MSE]: " + kinds);
    }

    private static String seeds(List<SeedSpread> spreads, boolean isInterval) {
        List<Integer> counts = spreads.stream()
                .filter(spread -> spread.isInterval() == isInterval)
                .map(SeedSpread::seeds)
                .distinct()
                .sorted()
                .toList();
        int most = counts.get(counts.size() - 1);
        return counts.size() == 1 ? most + " seeds" : counts.get(0) + " to " + most + " seeds";
    }

    /** The number of seeds of a comparison in words: one seed, over 5 seeds, over 4 of 5 seeds. */
    static String seeds(PairedComparison comparison, Entry... entries) {
        int planned = Stream.of(entries)
                .mapToInt(entry -> (int) entry.cells().stream()
                        .map(cell -> cell.cell().seed())
                        .distinct()
                        .count())
                .max()
                .orElse(0);
        int seeds = comparison.seeds();
        if (planned <= 1) {
            return "one seed";
        }
        return "over " + (seeds < planned ? seeds + " of " + planned : seeds) + " seeds";
    }

    /** The two networks of a comparison and where they were compared. */
    public static String name(AccuracyDuel duel) {
        Entry a = duel.a();
        String where = a.contest().device() + " " + a.contest().task();
        return duel.isOfContestants()
                ? a.contestant() + " / " + duel.b().contestant() + ", " + a.contest()
                : a.contest().variant() + " / " + duel.b().contest().variant() + ", " + a.contestant() + " " + where;
    }

    /** Both errors, their ratio, on how many seeds the first is lower, and p. */
    public static List<String> numbers(AccuracyDuel duel) {
        PairedComparison comparison = duel.comparison();
        return List.of(
                testMse(duel.a()),
                testMse(duel.b()),
                Formats.ratio(comparison.ratio()),
                comparison.lower() + " of " + comparison.seeds(),
                comparison.isDecidable() ? Formats.probability(duel.adjustedP()) : Formats.MISSING);
    }

    /** The result of a comparison, from its first network's point of view. */
    public static String result(AccuracyDuel duel) {
        return switch (duel.result()) {
            case TOO_FEW_SEEDS -> "too few seeds";
            case UNEQUAL_STEPS -> "not compared: unequal numbers of steps";
            case LOWER -> name(duel, duel.a()) + " has the lower error";
            case HIGHER -> name(duel, duel.b()) + " has the lower error";
            case NO_DIFFERENCE -> "no difference shown";
        };
    }

    private static String name(AccuracyDuel duel, Entry entry) {
        return duel.isOfContestants() ? entry.contestant() : entry.contest().variant();
    }
}
