package io.mscale.report.change;

import io.mscale.report.text.Markdown;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.gate.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A comparison as Markdown, with a gate's verdict if there is one. The most serious rows come first. */
public final class ChangeMarkdown {

    private static final int MOST_ROWS = 60;

    private ChangeMarkdown() {}

    public static String of(RunComparison comparison, Optional<Gate> gate) {
        Markdown markdown = new Markdown();
        markdown.paragraph("## mscale-bench: head against base");
        gate.ifPresent(verdict -> markdown.paragraph(Markdown.bold(GateTexts.headline(verdict))));
        markdown.list(gate.map(GateTexts::sentences).orElseGet(() -> ChangeTexts.sentences(comparison)), "");
        if (comparison.cells().isEmpty()) {
            markdown.paragraph(ChangeTexts.NOTHING_IN_COMMON);
        }
        table(markdown, ChangeRows.of(comparison, gate));
        markdown.list(ChangeTexts.remarks(comparison), "");
        List<String> small = new ArrayList<>();
        gate.ifPresent(verdict -> small.add(Markdown.text(GateTexts.rule(verdict))));
        ChangeTexts.runs(comparison).forEach(run -> small.add(Markdown.text(run)));
        markdown.paragraph("<sub>" + String.join("<br>", small) + "</sub>");
        return markdown.toString();
    }

    private static void table(Markdown markdown, List<ChangeRows.Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        // Memory and start-up matter only if they changed.
        List<ChangeRows.Row> shown = rows.stream()
                .filter(row -> row.isMain() || row.severity().isNotable())
                .toList();
        List<String> alignment = IntStream.range(0, ChangeRows.HEADER.size())
                .mapToObj(column -> ChangeRows.isName(column) ? "---" : "---:")
                .toList();
        List<String> table = new ArrayList<>(List.of(Markdown.row(ChangeRows.HEADER), Markdown.row(alignment)));
        shown.stream().limit(MOST_ROWS).forEach(row -> table.add(Markdown.row(cells(row))));
        markdown.paragraph(table);
        if (shown.size() > MOST_ROWS) {
            markdown.paragraph("and " + (shown.size() - MOST_ROWS) + " more rows");
        }
    }

    private static List<String> cells(ChangeRows.Row row) {
        List<String> cells =
                new ArrayList<>(row.texts().stream().map(Markdown::text).toList());
        if (row.severity().isNotable()) {
            int last = cells.size() - 1;
            cells.set(last, Markdown.bold(row.texts().get(last)));
        }
        return cells;
    }
}
