package io.mscale.report.text;

import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Contest;
import io.mscale.results.evidence.Duel;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.SelfCheck;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.Decision;
import io.mscale.results.study.Conclusion;
import io.mscale.results.study.Studies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * States which variant is more accurate, who reaches the target first, who takes the shortest steps, and what is
 * noise.
 */
public final class Verdict {

    private static final String BASELINE = "single";

    private Verdict() {}

    public static List<String> sentences(Evidence evidence) {
        List<Entry> entries = Entry.of(evidence.cells().stream()
                .filter(cell ->
                        CellMeasures.isTrusted(cell.cell()) && cell.cell().testMse() != null)
                .toList());
        Map<String, List<Entry>> groups = Evidence.groupBy(entries, Verdict::group);
        List<Duel> duels = Duel.of(evidence);
        List<String> sentences = new ArrayList<>();
        Studies.of(evidence).ifPresent(study -> {
            sentences.add("Claim: " + study.claim());
            String measured =
                    study.conclude(evidence).map(Conclusion::inWords).orElse("too little ended well to say anything.");
            sentences.add("Measured: " + measured);
        });
        sentences.addAll(ClassicalTexts.sentences(evidence, entries));
        groups.forEach((group, members) -> variants(members)
                .ifPresent(sentence -> sentences.add(groups.size() == 1 ? sentence : group + ": " + sentence)));
        Map<Contest, List<Entry>> contests = Evidence.groupBy(entries, Entry::contest);
        contests.forEach((contest, members) -> firstToTarget(contest, members).ifPresent(sentences::add));
        contests.forEach((contest, members) -> fastest(contest, members, duels).ifPresent(sentences::add));
        sentences.addAll(JmhVerdict.sentences(evidence.cells()));
        SelfCheck.of(evidence).forEach(check -> sentences.add(DuelTexts.noise(check)));
        return sentences;
    }

    private static String group(Entry entry) {
        return entry.contestant() + " " + entry.contest().device() + " "
                + entry.contest().task();
    }

    private static Optional<String> variants(List<Entry> entries) {
        Map<String, Double> mse = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Double value = entry.testMse();
            if (value != null) {
                mse.put(entry.contest().variant(), value);
            }
        }
        Double baseline = mse.remove(BASELINE);
        if (baseline == null) {
            return Optional.empty();
        }
        return mse.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .map(best -> best.getKey() + " reached " + Formats.error(best.getValue()) + ", "
                        + relation(best.getValue(), baseline) + BASELINE + " (" + Formats.error(baseline) + ")");
    }

    /** Who reaches the target first, if there is more than one contestant. */
    private static Optional<String> firstToTarget(Contest contest, List<Entry> entries) {
        List<Entry> ranked = ranked(entries, Entry::secondsToTarget);
        if (ranked.size() < 2 || !isFinite(ranked.get(0).secondsToTarget())) {
            return Optional.empty();
        }
        Entry first = ranked.get(0);
        Entry second = ranked.get(1);
        double mse = first.representative().cell().measurement().targetMse();
        String next = isFinite(second.secondsToTarget())
                ? second.contestant() + " takes " + times(second.secondsToTarget(), first.secondsToTarget())
                : second.contestant() + " does not reach it";
        return Optional.of(contest + ": first to test MSE " + Formats.error(mse) + " is " + first.contestant()
                + ", after " + Formats.duration(first.secondsToTarget()) + " and "
                + Formats.count(first.stepsToTarget()) + " steps; " + next);
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
                    + Formats.duration(second.step()) + evidence);
        }
        // A significant difference is shown with its digits, however small it is.
        String longer = duel.filter(found -> found.decision() != Decision.CANNOT_DECIDE)
                .map(found -> DuelTexts.longer(found) + " times as long")
                .orElseGet(() -> times(second.step(), first.step()));
        return Optional.of(contest + ": the shortest step is " + first.contestant() + "'s, "
                + Formats.duration(first.step()) + "; " + second.contestant() + " takes " + longer + evidence);
    }

    private static List<Entry> ranked(List<Entry> entries, Function<Entry, @Nullable Double> figure) {
        return entries.stream()
                .filter(entry -> figure.apply(entry) != null)
                .sorted(Comparator.comparing(figure))
                .toList();
    }

    private static boolean isFinite(@Nullable Double value) {
        return value != null && Double.isFinite(value);
    }

    /** How many times as long, in words. */
    private static String times(@Nullable Double longer, @Nullable Double shorter) {
        String times = Formats.times(longer == null || shorter == null ? null : longer / shorter);
        return times.equals("1.0") ? "about as long" : times + " times as long";
    }

    private static String relation(double mse, double baseline) {
        if (mse == baseline) {
            return "the same as ";
        }
        double smaller = Math.min(mse, baseline);
        String times = smaller == 0 ? "" : Formats.times(Math.max(mse, baseline) / smaller) + " times ";
        return times + (mse < baseline ? "below " : "above ");
    }
}
