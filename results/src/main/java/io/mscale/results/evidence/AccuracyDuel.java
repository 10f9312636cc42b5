package io.mscale.results.evidence;

import io.mscale.results.statistics.BenjaminiHochberg;
import io.mscale.results.statistics.PairedComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The comparison of the test errors of two networks that were trained on the same task with the same seeds: two variants
 * or settings of one contestant, or two contestants in one contest.
 *
 * @param adjustedP the p-value, corrected for the number of comparisons in the report that can decide anything
 * @param isEqualLength whether all their trainings took equally many steps; otherwise their order says nothing
 */
public record AccuracyDuel(Entry a, Entry b, PairedComparison comparison, double adjustedP, boolean isEqualLength) {

    /** How a comparison ended. */
    public enum Result {
        /** There are too few common seeds for any result to count as evidence. */
        TOO_FEW_SEEDS,
        /** The trainings took unequal numbers of steps. */
        UNEQUAL_STEPS,
        /** The first has the smaller error. */
        LOWER,
        /** The first has the larger error. */
        HIGHER,
        /** No difference was shown. */
        NO_DIFFERENCE
    }

    private record Pair(Entry a, Entry b, PairedComparison comparison) {

        static Optional<Pair> of(Entry a, Entry b) {
            return PairedComparison.of(a.testMseBySeed(), b.testMseBySeed())
                    .map(comparison -> new Pair(a, b, comparison));
        }
    }

    /** Returns all pairs that are comparable, in order of appearance. */
    public static List<AccuracyDuel> of(Evidence evidence) {
        List<Entry> entries = Entry.of(evidence.cells().stream()
                .filter(cell -> CellMeasures.isTrusted(cell.cell()))
                .toList());
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry a = entries.get(i);
            entries.stream().skip(i + 1).filter(b -> areComparable(a, b)).forEach(b -> Pair.of(a, b)
                    .ifPresent(pairs::add));
        }
        double[] adjusted = BenjaminiHochberg.adjustPaired(
                pairs.stream().map(Pair::comparison).toList());
        List<AccuracyDuel> duels = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            Pair pair = pairs.get(i);
            duels.add(new AccuracyDuel(pair.a(), pair.b(), pair.comparison(), adjusted[i], areEquallyLong(pair)));
        }
        return List.copyOf(duels);
    }

    private static boolean areComparable(Entry a, Entry b) {
        Contest one = a.contest();
        Contest other = b.contest();
        return one.equals(other)
                || (a.contestant().equals(b.contestant())
                        && one.device().equals(other.device())
                        && one.task().equals(other.task())
                        && one.terms().preset() == other.terms().preset()
                        && one.terms().taskOptions().equals(other.terms().taskOptions()));
    }

    private static boolean areEquallyLong(Pair pair) {
        return Stream.of(pair.a(), pair.b())
                        .flatMap(entry -> entry.ended().stream())
                        .map(Completeness::stepsTaken)
                        .distinct()
                        .count()
                == 1;
    }

    public Result result() {
        if (!isEqualLength) {
            return Result.UNEQUAL_STEPS;
        }
        if (!comparison.isDecidable()) {
            return Result.TOO_FEW_SEEDS;
        }
        if (!comparison.isDifferent(adjustedP)) {
            return Result.NO_DIFFERENCE;
        }
        return comparison.ratio() < 1 ? Result.LOWER : Result.HIGHER;
    }

    public boolean isBetween(Entry one, Entry other) {
        return (a.matches(one) && b.matches(other)) || (a.matches(other) && b.matches(one));
    }

    /** Whether the two are contestants of one contest, rather than variants of one contestant. */
    public boolean isOfContestants() {
        return a.contest().equals(b.contest());
    }
}
