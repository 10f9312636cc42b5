package io.mscale.report.text;

import io.mscale.results.evidence.Contest;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.BenjaminiHochberg;
import io.mscale.results.statistics.PairedComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** States who is first to stay below the target in each contest with more than one contestant. */
final class TargetVerdict {

    private TargetVerdict() {}

    /**
     * The two contestants of a contest with the shortest times.
     *
     * @param comparison their times over their common seeds
     */
    private record Leaders(Contest contest, Entry first, Entry second, PairedComparison comparison) {

        static Optional<Leaders> of(Contest contest, List<Entry> entries) {
            List<Entry> ranked = Verdict.ranked(entries, Entry::secondsToTarget);
            if (ranked.size() < 2 || !isFinite(ranked.get(0).secondsToTarget())) {
                return Optional.empty();
            }
            Entry first = ranked.get(0);
            Entry second = ranked.get(1);
            return PairedComparison.of(first.secondsToTargetBySeed(), second.secondsToTargetBySeed())
                    .map(comparison -> new Leaders(contest, first, second, comparison));
        }

        String sentence(double adjustedP) {
            String mse =
                    Formats.error(first.representative().cell().measurement().targetMse());
            String seeds = AccuracyTexts.seeds(comparison, first, second);
            if (comparison.isDecidable() && !comparison.isDifferent(adjustedP)) {
                return contest + ": no difference shown between the times from which " + first.contestant() + ", "
                        + Formats.duration(first.secondsToTarget()) + ", and " + second.contestant() + ", "
                        + CellTexts.toTarget(second.secondsToTarget()) + ", stay below test MSE " + mse + " (" + seeds
                        + ", p = " + Formats.probability(adjustedP) + ")";
            }
            String next = isFinite(second.secondsToTarget())
                    ? " takes " + Verdict.times(second.secondsToTarget(), first.secondsToTarget())
                    : " does not reach it";
            return contest + ": first to stay below test MSE " + mse + " is " + first.contestant() + ", after "
                    + Formats.duration(first.secondsToTarget()) + " and " + Formats.count(first.stepsToTarget())
                    + " steps; " + second.contestant() + next + " (" + seeds
                    + (comparison.seeds() == 1
                            ? ")"
                            : comparison.isDecidable()
                                    ? ", p = " + Formats.probability(adjustedP) + ")"
                                    : ", not tested: it takes --repeats " + PairedComparison.FEWEST_SEEDS + ")");
        }
    }

    static List<String> sentences(List<Entry> entries) {
        List<Leaders> contests = new ArrayList<>();
        Evidence.groupBy(entries, Entry::contest)
                .forEach((contest, members) -> Leaders.of(contest, members).ifPresent(contests::add));
        double[] adjusted = BenjaminiHochberg.adjustPaired(
                contests.stream().map(Leaders::comparison).toList());
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            sentences.add(contests.get(i).sentence(adjusted[i]));
        }
        return sentences;
    }

    private static boolean isFinite(@Nullable Double value) {
        return value != null && Double.isFinite(value);
    }
}
