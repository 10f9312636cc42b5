package io.mscale.report.summary;

import io.mscale.record.cell.CellRecord;
import io.mscale.report.figure.Figure;
import io.mscale.report.table.ClassicalRows;
import io.mscale.report.table.Column;
import io.mscale.report.table.Columns;
import io.mscale.report.text.AccuracyTexts;
import io.mscale.report.text.Caption;
import io.mscale.report.text.DuelTexts;
import io.mscale.report.text.MachineTexts;
import io.mscale.report.text.Markdown;
import io.mscale.report.text.Remarks;
import io.mscale.report.text.Text;
import io.mscale.report.text.Verdict;
import io.mscale.results.evidence.AccuracyDuel;
import io.mscale.results.evidence.Classical;
import io.mscale.results.evidence.Duel;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.Ranking;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.evidence.ReportedRun;
import io.mscale.results.statistics.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code report.md}: the verdict and a short table for a comment or a CI job's summary. */
public final class MarkdownReport {

    private static final int MOST_ROWS = 60;

    private MarkdownReport() {}

    /** The report without figures, for a comment or a summary that has no files beside it. */
    public static String of(Evidence evidence) {
        return of(evidence, List.of());
    }

    /**
     * The report on runs.
     *
     * @param figures the figures to embed from {@code figures/} beside it
     */
    public static String of(Evidence evidence, List<Figure> figures) {
        Markdown report = new Markdown();
        List<ReportedCell> cells = evidence.cells();
        if (cells.isEmpty()) {
            report.paragraph("## mscale-bench");
            report.paragraph(ConsoleReport.NO_CELL);
        } else {
            report.paragraph("## mscale-bench: " + names(cells, CellRecord::task) + " on "
                    + names(cells, cell -> cell.device().toString()));
            List<String> verdict = Verdict.sentences(evidence);
            if (verdict.size() == 1) {
                report.paragraph(Markdown.bold(verdict.get(0)));
            } else {
                report.list(verdict, "");
            }
            table(report, Entry.of(cells), Classical.of(evidence));
            MachineTexts.footnote(evidence).ifPresent(note -> report.paragraph(Markdown.text(note)));
            duels(report, evidence);
            accuracyDuels(report, evidence);
            report.list(Remarks.of(evidence), " in summary.csv");
            report.paragraph(Caption.lines(evidence).stream()
                    .map(Markdown::text)
                    .collect(Collectors.joining("<br>", "<sub>", "</sub>")));
        }
        report.lines(Markdown.code("sh", commands(evidence)));
        for (Figure figure : figures) {
            String what = figure.kind() == Figure.Kind.NETWORK ? "The networks" : "Target, network and error";
            report.lines(List.of("", "![" + what + ": " + figure.name() + "](figures/" + figure.name() + ".svg)"));
        }
        return report.toString();
    }

    /** A row for each entry, with the best numbers of each contest in bold, and one for each standard method. */
    private static void table(Markdown report, List<Entry> entries, List<Classical> classicals) {
        Ranking ranking = new Ranking(entries);
        List<Column> columns = Columns.ofMarkdown(entries);
        List<String> table = new ArrayList<>();
        table.add(Markdown.row(columns.stream().map(Column::heading).toList()));
        table.add(Markdown.row(columns.stream()
                .map(column -> column.isNumber() ? "---:" : "---")
                .toList()));
        for (Entry entry : entries.subList(0, Math.min(MOST_ROWS, entries.size()))) {
            table.add(Markdown.row(
                    columns.stream().map(column -> text(column, entry, ranking)).toList()));
        }
        for (Classical classical : classicals) {
            table.add(Markdown.row(columns.stream()
                    .map(column ->
                            Markdown.text(ClassicalRows.value(classical, column).text()))
                    .toList()));
        }
        report.paragraph(table);
        int left = entries.stream()
                .skip(MOST_ROWS)
                .mapToInt(entry -> entry.cells().size())
                .sum();
        if (left > 0) {
            report.paragraph("and " + left + " more rows in summary.csv");
        }
    }

    private static String text(Column column, Entry entry, Ranking ranking) {
        String text = column.of(entry, ranking).text();
        return column.isBest(entry, ranking) ? Markdown.bold(text) : Markdown.text(text);
    }

    /** Results of the tests, where there are enough repeats. */
    private static void duels(Markdown report, Evidence evidence) {
        List<Duel> tested = Duel.of(evidence).stream()
                .filter(duel -> duel.decision() != Decision.CANNOT_DECIDE)
                .toList();
        if (tested.isEmpty()) {
            return;
        }
        List<List<String>> rows = tested.stream()
                .map(duel -> duelRow(DuelTexts.name(duel), DuelTexts.numbers(duel), DuelTexts.decision(duel)))
                .toList();
        duels(report, List.of("steps of", "ratio", "95% interval", "p", "repeats", ""), rows);
    }

    /** Comparisons of test errors, where there is more than one seed. */
    private static void accuracyDuels(Markdown report, Evidence evidence) {
        List<List<String>> rows = AccuracyDuel.of(evidence).stream()
                .filter(duel -> duel.comparison().seeds() > 1)
                .map(duel -> duelRow(AccuracyTexts.name(duel), AccuracyTexts.numbers(duel), AccuracyTexts.result(duel)))
                .toList();
        if (!rows.isEmpty()) {
            duels(report, List.of("test MSE of A / B", "A", "B", "A / B", "A lower on", "p", ""), rows);
        }
    }

    private static List<String> duelRow(String name, List<String> numbers, String result) {
        List<String> row = new ArrayList<>(List.of(Markdown.text(name)));
        numbers.forEach(number -> row.add(Markdown.text(number)));
        row.add(Markdown.text(result));
        return row;
    }

    /** A table of pairs; the first and the last column hold words. */
    private static void duels(Markdown report, List<String> header, List<List<String>> rows) {
        List<String> rule = new ArrayList<>(Collections.nCopies(header.size(), "---:"));
        rule.set(0, "---");
        rule.set(header.size() - 1, "---");
        List<String> table = new ArrayList<>(List.of(Markdown.row(header), Markdown.row(rule)));
        rows.stream().limit(Markdown.MOST_ITEMS).map(Markdown::row).forEach(table::add);
        report.paragraph(table);
        if (rows.size() > Markdown.MOST_ITEMS) {
            report.paragraph("and " + (rows.size() - Markdown.MOST_ITEMS) + " more comparisons");
        }
    }

    private static String names(List<ReportedCell> cells, Function<CellRecord, String> name) {
        return cells.stream()
                .map(cell -> name.apply(cell.cell()))
                .distinct()
                .map(Markdown::text)
                .collect(Collectors.joining(", "));
    }

    /** How to repeat the runs. */
    private static List<String> commands(Evidence evidence) {
        List<String> commands = new ArrayList<>();
        for (ReportedRun run : evidence.runs()) {
            if (!run.mark().isEmpty()) {
                commands.add("# " + Text.oneLine(run.mark()));
            }
            commands.add(Text.command(run.record().command()));
        }
        return commands;
    }
}
