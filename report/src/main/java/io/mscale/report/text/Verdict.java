package io.mscale.report.text;

import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Completeness;
import io.mscale.results.evidence.Contest;
import io.mscale.results.evidence.Duel;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.SelfCheck;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.Decision;
import io.mscale.results.study.Studies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * States what is missing, which variant is more accurate, who reaches the target first, who takes the shortest steps, and
 * what is noise.
 */
public final class Verdict {

    private Verdict() {}

    public static List<String> sentences(Evidence evidence) {
        List<Entry> entries = Entry.of(evidence.cells().stream()
                .filter(cell ->
                        CellMeasures.isTrusted(cell.cell()) && cell.cell().testMse() != null)
                .toList());
        List<Duel> duels = Duel.of(evidence);
        List<String> sentences = new ArrayList<>();
        String absent = Completeness.of(evidence).absent();
        if (absent != null) {
            sentences.add("Not complete: " + absent);
        }
        Studies.of(evidence).ifPresent(study -> {
            sentences.add("Claim: " + study.claim());
            sentences.add("Measured: " + study.conclude(evidence).inWords());
        });
        sentences.addAll(ClassicalTexts.sentences(evidence, entries));
        sentences.addAll(AccuracyVerdict.sentences(entries, evidence));
        sentences.addAll(TargetVerdict.sentences(entries));
        Map<Contest, List<Entry>> contests = Evidence.groupBy(entries, Entry::contest);
        contests.forEach((contest, members) -> fastest(contest, members, duels).ifPresent(sentences::add));
        sentences.addAll(JmhVerdict.sentences(evidence.cells()));
        SelfCheck.of(evidence).forEach(check -> sentences.add(DuelTexts.noise(check)));
        return sentences;
    }

    /** Which backend takes the shortest steps, and how sure that is. */
    private static Optional<String> fastest(Contest contest, List<Entry> entries, List<Duel> duels) {
        List<Entry> ranked = ranked(entries, Entry::step);
        if (ranked.size() < 2) {
            return Optional.empty();
        }
        Entry first = ranked.get(0);
        Entry second = ranked.get(1);
        Optional<Duel> duel = duels.stream()
                .filter(candidate -> candidate.isBetween(first, second))
                .findFirst();
        String evidence =
                duel.map(found -> " (" + DuelTexts.evidence(found) + ")").orElse("");
        if (duel.map(Duel::decision).filter(Decision.NO_DIFFERENCE::equals).isPresent()) {
            return Optional.of(contest + ": no difference measured between the steps of " + first.contestant() + ", "
                    + Formats.duration(first.step()) + ", and " + second.contestant() + ", "
                    + Formats.duration(second.step()) + evidence + MachineTexts.but(first, second));
        }
        // A significant difference is shown with its digits, however small it is.
        String longer = duel.filter(found -> found.decision() != Decision.CANNOT_DECIDE)
                .map(found -> DuelTexts.longer(found) + " times as long")
                .orElseGet(() -> times(second.step(), first.step()));
        return Optional.of(contest + ": the shortest step is " + first.contestant() + "'s, "
                + Formats.duration(first.step()) + "; " + second.contestant() + " takes " + longer + evidence
                + MachineTexts.but(first, second));
    }

    /** The entries that have the figure, least first. */
    static List<Entry> ranked(List<Entry> entries, Function<Entry, @Nullable Double> figure) {
        return entries.stream()
                .filter(entry -> figure.apply(entry) != null)
                .sorted(Comparator.comparing(figure))
                .toList();
    }

    /** How many times as long, in words. */
    static String times(@Nullable Double longer, @Nullable Double shorter) {
        String times = Formats.times(longer == null || shorter == null ? null : longer / shorter);
        return times.equals("1.0") ? "about as long" : times + " times as long";
    }
}
