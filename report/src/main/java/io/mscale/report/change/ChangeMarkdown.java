package io.mscale.report.change;

import io.mscale.report.text.Markdown;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.gate.Gate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A comparison as Markdown for a comment or a CI job's summary, with a gate's verdict if there is one. Changes come
 * first and long lists are cut, since comments have a length limit.
 */
public final class ChangeMarkdown {

    private static final int MOST_ROWS = 60;
    private static final int MOST_LINES = 20;

    private final List<String> lines = new ArrayList<>();

    private ChangeMarkdown() {}

    /** The Markdown text. */
    public static String of(RunComparison comparison, Optional<Gate> gate) {
        ChangeMarkdown markdown = new ChangeMarkdown();
        markdown.write(comparison, gate);
        return String.join("\n", markdown.lines) + "\n";
    }

    private void write(RunComparison comparison, Optional<Gate> gate) {
        paragraph(List.of("## mscale-bench: head against base"));
        gate.ifPresentOrElse(
                verdict -> {
                    paragraph(List.of(Markdown.bold(GateTexts.headline(verdict))));
                    list(GateTexts.sentences(verdict));
                },
                () -> list(ChangeTexts.sentences(comparison)));
        table(ChangeRows.of(comparison));
        list(ChangeTexts.remarks(comparison));
        List<String> small = new ArrayList<>();
        gate.ifPresent(verdict -> small.add(Markdown.text(GateTexts.rule(verdict))));
        small.add("base: " + Markdown.text(ChangeTexts.run(comparison.base())));
        small.add("head: " + Markdown.text(ChangeTexts.run(comparison.head())));
        paragraph(List.of("<sub>" + String.join("<br>", small) + "</sub>"));
    }

    private void table(List<ChangeRows.Row> rows) {
        if (rows.isEmpty()) {
            paragraph(List.of("No cell is in both runs."));
            return;
        }
        // Memory and start-up matter only if they changed.
        List<ChangeRows.Row> shown = Stream.concat(
                        rows.stream().filter(ChangeRows.Row::isDifferent),
                        rows.stream().filter(row -> !row.isDifferent() && row.isMain()))
                .toList();
        List<String> alignment = new ArrayList<>(Collections.nCopies(ChangeRows.HEADER.size(), "---:"));
        for (int i = 0; i < ChangeRows.NAMES; i++) {
            alignment.set(i, "---");
        }
        alignment.set(alignment.size() - 1, "---");
        List<String> table = new ArrayList<>(List.of(Markdown.row(ChangeRows.HEADER), Markdown.row(alignment)));
        shown.stream().limit(MOST_ROWS).forEach(row -> table.add(Markdown.row(cells(row))));
        paragraph(table);
        if (shown.size() > MOST_ROWS) {
            paragraph(List.of("and " + (shown.size() - MOST_ROWS) + " more rows"));
        }
    }

    private static List<String> cells(ChangeRows.Row row) {
        List<String> cells =
                new ArrayList<>(row.texts().stream().map(Markdown::text).toList());
        if (row.isDifferent()) {
            int last = cells.size() - 1;
            cells.set(last, Markdown.bold(row.texts().get(last)));
        }
        return cells;
    }

    private void list(List<String> texts) {
        List<String> items = new ArrayList<>();
        texts.stream().limit(MOST_LINES).forEach(text -> items.add("- " + Markdown.line(text)));
        if (texts.size() > MOST_LINES) {
            items.add("- and " + (texts.size() - MOST_LINES) + " more");
        }
        if (!items.isEmpty()) {
            paragraph(items);
        }
    }

    private void paragraph(List<String> content) {
        lines.addAll(content);
        lines.add("");
    }
}
