package io.mscale.results.report;

import io.mscale.results.evidence.CellFigures;
import io.mscale.results.evidence.Contest;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.ReportedCell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words which variant is more accurate and which backend takes the shortest steps. */
public final class Verdict {

    private static final String BASELINE = "single";

    private Verdict() {}

    /** The sentences about some cells. */
    public static List<String> sentences(List<ReportedCell> cells) {
        List<Entry> entries = Entry.of(cells.stream()
                .filter(cell ->
                        CellFigures.isTrusted(cell.cell()) && cell.cell().testMse() != null)
                .toList());
        Map<String, List<Entry>> groups = groupBy(entries, Verdict::group);
        List<String> sentences = new ArrayList<>();
        groups.forEach((group, members) -> variants(members)
                .ifPresent(sentence -> sentences.add(groups.size() == 1 ? sentence : group + ": " + sentence)));
        groupBy(entries, Entry::contest)
                .forEach((contest, members) -> fastest(contest, members).ifPresent(sentences::add));
        sentences.addAll(JmhVerdict.sentences(cells));
        return sentences;
    }

    private static String group(Entry entry) {
        return entry.contestant() + " " + entry.contest().device() + " "
                + entry.contest().task();
    }

    private static <K> Map<K, List<Entry>> groupBy(List<Entry> entries, Function<Entry, K> key) {
        return entries.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }

    /** Which variant is more accurate. */
    private static Optional<String> variants(List<Entry> entries) {
        Map<String, Double> mse = named(entries, entry -> entry.contest().variant(), Entry::testMse);
        Double baseline = mse.remove(BASELINE);
        if (baseline == null) {
            return Optional.empty();
        }
        return mse.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .map(best -> best.getKey() + " reached " + Figures.error(best.getValue()) + ", "
                        + relation(best.getValue(), baseline) + BASELINE + " (" + Figures.error(baseline) + ")");
    }

    /** Which backend takes the shortest steps. */
    private static Optional<String> fastest(Contest contest, List<Entry> entries) {
        List<Map.Entry<String, Double>> steps = named(entries, Entry::contestant, Entry::step).entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .toList();
        if (steps.size() < 2) {
            return Optional.empty();
        }
        Map.Entry<String, Double> first = steps.get(0);
        Map.Entry<String, Double> second = steps.get(1);
        String times = Figures.times(second.getValue() / first.getValue());
        String next = times.equals("1.0") ? " takes about as long" : " takes " + times + " times as long";
        return Optional.of(contest + ": the shortest step is " + first.getKey() + "'s, "
                + Figures.duration(first.getValue()) + "; " + second.getKey() + next);
    }

    /** A figure of each entry that has it, by name. */
    private static Map<String, Double> named(
            List<Entry> entries, Function<Entry, String> name, Function<Entry, @Nullable Double> figure) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Double value = figure.apply(entry);
            if (value != null) {
                named.put(name.apply(entry), value);
            }
        }
        return named;
    }

    private static String relation(double mse, double baseline) {
        if (mse == baseline) {
            return "the same as ";
        }
        double smaller = Math.min(mse, baseline);
        String times = smaller == 0 ? "" : Figures.times(Math.max(mse, baseline) / smaller) + " times ";
        return times + (mse < baseline ? "below " : "above ");
    }
}
