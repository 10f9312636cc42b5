package io.mscale.report.summary;

import io.mscale.record.cell.CellRecord;
import io.mscale.report.table.MarkdownTable;
import io.mscale.report.text.Caption;
import io.mscale.report.text.DuelTexts;
import io.mscale.report.text.Markdown;
import io.mscale.report.text.PosixShell;
import io.mscale.report.text.Remarks;
import io.mscale.report.text.Text;
import io.mscale.report.text.Verdict;
import io.mscale.results.evidence.Duel;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.evidence.ReportedRun;
import io.mscale.results.number.Formats;
import io.mscale.results.statistics.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code report.md}: the verdict and a short table for a comment or a CI job's summary, in GitHub-flavoured Markdown.
 * Long lists are cut, since comments have a length limit.
 */
public final class MarkdownReport {

    private static final int MOST_ROWS = 60;
    private static final int MOST_LINES = 20;

    private final Evidence evidence;
    private final List<ReportedCell> cells;
    private final List<String> lines = new ArrayList<>();

    private MarkdownReport(Evidence evidence) {
        this.evidence = evidence;
        this.cells = evidence.cells();
    }

    /** The report without figures, for a comment or a summary that has no files beside it. */
    public static String of(Evidence evidence) {
        return of(evidence, List.of());
    }

    /**
     * The report on runs.
     *
     * @param pictures names of the figures to embed from {@code figures/} beside it
     */
    public static String of(Evidence evidence, List<String> pictures) {
        MarkdownReport report = new MarkdownReport(evidence);
        report.write();
        for (String picture : pictures) {
            report.lines.add("");
            report.lines.add("![Target, network and error: " + picture + "](figures/" + picture + ".svg)");
        }
        return String.join("\n", report.lines) + "\n";
    }

    private void write() {
        if (cells.isEmpty()) {
            paragraph(List.of("## mscale-bench"));
            paragraph(List.of(ConsoleReport.NO_CELL));
        } else {
            paragraph(List.of("## mscale-bench: " + names(CellRecord::task) + " on "
                    + names(cell -> cell.device().toString())));
            verdict(Verdict.sentences(evidence));
            table(Entry.of(cells));
            duels(Duel.of(evidence));
            list(Remarks.of(evidence), " in summary.csv");
            paragraph(List.of(Caption.lines(evidence).stream()
                    .map(Markdown::text)
                    .collect(Collectors.joining("<br>", "<sub>", "</sub>"))));
        }
        lines.addAll(Markdown.code("sh", commands()));
    }

    private void verdict(List<String> sentences) {
        if (sentences.size() == 1) {
            paragraph(List.of(Markdown.bold(sentences.get(0))));
        } else {
            list(sentences, "");
        }
    }

    private void table(List<Entry> entries) {
        paragraph(new MarkdownTable(entries).lines(MOST_ROWS));
        int left = entries.stream()
                .skip(MOST_ROWS)
                .mapToInt(entry -> entry.cells().size())
                .sum();
        if (left > 0) {
            paragraph(List.of("and " + left + " more rows in summary.csv"));
        }
    }

    /** Results of the tests, where there are enough repeats. */
    private void duels(List<Duel> duels) {
        List<Duel> tested = duels.stream()
                .filter(duel -> duel.decision() != Decision.CANNOT_DECIDE)
                .toList();
        if (tested.isEmpty()) {
            return;
        }
        List<String> table = new ArrayList<>(List.of(
                Markdown.row(List.of("steps of", "ratio", "95% interval", "p", "repeats", "")),
                Markdown.row(List.of("---", "---:", "---:", "---:", "---:", "---"))));
        tested.stream()
                .limit(MOST_LINES)
                .forEach(duel -> table.add(Markdown.row(List.of(
                        Markdown.text(DuelTexts.name(duel)),
                        Formats.factor(duel.comparison().ratio()),
                        DuelTexts.interval(duel),
                        DuelTexts.p(duel),
                        DuelTexts.repeats(duel),
                        Markdown.text(DuelTexts.decision(duel))))));
        paragraph(table);
        if (tested.size() > MOST_LINES) {
            paragraph(List.of("and " + (tested.size() - MOST_LINES) + " more comparisons"));
        }
    }

    private void list(List<String> texts, String moreIn) {
        List<String> items = new ArrayList<>();
        texts.stream().limit(MOST_LINES).forEach(text -> items.add("- " + Markdown.line(text)));
        if (texts.size() > MOST_LINES) {
            items.add("- and " + (texts.size() - MOST_LINES) + " more" + moreIn);
        }
        if (!items.isEmpty()) {
            paragraph(items);
        }
    }

    private String names(Function<CellRecord, String> name) {
        return cells.stream()
                .map(ReportedCell::cell)
                .map(name)
                .distinct()
                .map(Markdown::text)
                .collect(Collectors.joining(", "));
    }

    /** How to repeat the runs. */
    private List<String> commands() {
        List<String> commands = new ArrayList<>();
        for (ReportedRun run : evidence.runs()) {
            if (!run.mark().isEmpty()) {
                commands.add("# " + Text.oneLine(run.mark()));
            }
            commands.add(PosixShell.program(run.record().command()));
        }
        return commands;
    }

    private void paragraph(List<String> content) {
        lines.addAll(content);
        lines.add("");
    }
}
