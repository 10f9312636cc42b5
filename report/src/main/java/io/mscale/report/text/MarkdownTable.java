package io.mscale.report.text;

import io.mscale.results.evidence.Contest;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Ranking;
import io.mscale.results.number.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One row for each entry, the best figures of each contest in bold. A device or task that all share has no column. */
final class MarkdownTable {

    private final List<Entry> entries;
    private final Ranking ranking;
    private final Map<String, Function<Entry, String>> names = new LinkedHashMap<>();
    private final Map<String, Function<Entry, String>> figures = new LinkedHashMap<>();

    MarkdownTable(List<Entry> entries) {
        this.entries = entries;
        this.ranking = new Ranking(entries);
        names.put("backend", Entry::contestant);
        if (entries.stream().map(Entry::contest).map(Contest::device).distinct().count() > 1) {
            names.put("device", entry -> entry.contest().device().toString());
        }
        if (entries.stream().map(Entry::contest).map(Contest::task).distinct().count() > 1) {
            names.put("task", entry -> entry.contest().task());
        }
        names.put("variant", entry -> entry.contest().variant());
        if (entries.stream().anyMatch(entry -> entry.cells().size() > 1)) {
            figures.put(
                    "repeats",
                    entry -> entry.ended().size() + " of " + entry.cells().size());
        }
        figures.put("test MSE", entry -> entry.outcome()
                .map(Markdown::text)
                .orElseGet(() -> best(entry, Entry::testMse, Figures.error(entry.testMse()))));
        if (entries.stream().anyMatch(entry -> entry.psnr() != null)) {
            figures.put("PSNR", entry -> Figures.decibels(entry.psnr()));
        }
        figures.put("step", entry -> best(entry, Entry::step, Figures.duration(entry.step())));
        figures.put(
                "steps/s", entry -> best(entry, MarkdownTable::secondsPerStep, Figures.rate(entry.stepsPerSecond())));
        figures.put("x fastest", entry -> best(entry, Entry::step, Figures.times(ranking.timesFastest(entry))));
        figures.put("to target", entry -> best(entry, Entry::secondsToTarget, toTarget(entry)));
        figures.put("start-up", entry -> best(entry, Entry::startupSeconds, Figures.duration(entry.startupSeconds())));
        figures.put("peak memory", entry -> best(entry, Entry::peakMemory, Figures.bytes(entry.peakMemory())));
        if (entries.stream().anyMatch(entry -> entry.deviceMemory() != null)) {
            figures.put("on device", entry -> best(entry, Entry::deviceMemory, Figures.bytes(entry.deviceMemory())));
        }
        figures.put("parity", entry -> CellTexts.parity(entry.worstParity()));
    }

    /** The table with its first {@code limit} rows. */
    List<String> lines(int limit) {
        List<String> header = new ArrayList<>(names.keySet());
        header.addAll(figures.keySet());
        List<String> alignment = new ArrayList<>();
        names.keySet().forEach(name -> alignment.add("---"));
        figures.keySet().forEach(name -> alignment.add("---:"));
        List<String> lines = new ArrayList<>(List.of(Markdown.row(header), Markdown.row(alignment)));
        entries.stream().limit(limit).map(this::row).forEach(lines::add);
        return lines;
    }

    private String row(Entry entry) {
        List<String> texts = new ArrayList<>();
        names.values().forEach(name -> texts.add(Markdown.text(name.apply(entry))));
        figures.values().forEach(figure -> texts.add(figure.apply(entry)));
        return Markdown.row(texts);
    }

    /** The text of a figure, in bold if the figure is the least in its contest. */
    private String best(Entry entry, Function<Entry, @Nullable Double> figure, String text) {
        return ranking.isBest(entry, figure) ? Markdown.bold(text) : text;
    }

    private static String toTarget(Entry entry) {
        return entry.outcome().isPresent() ? Figures.MISSING : CellTexts.toTarget(entry.secondsToTarget());
    }

    private static @Nullable Double secondsPerStep(Entry entry) {
        Double perSecond = entry.stepsPerSecond();
        return perSecond == null ? null : 1 / perSecond;
    }
}
