package io.mscale.report.html;

import io.mscale.report.change.ChangeRows;
import io.mscale.report.change.ChangeTexts;
import io.mscale.report.change.GateTexts;
import io.mscale.report.text.Text;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.gate.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What changed between two runs, as their page shows it.
 *
 * @param verdict the gate's verdict and what it rests on; without a gate what changed
 * @param rule the gate's rule; empty without a gate
 * @param rows a row for each cell and metric
 * @param remarks what must be said beside the table
 */
public record ChangeSection(List<String> verdict, String rule, List<ChangeRows.Row> rows, List<String> remarks) {

    /** Of a page that compares no two runs. */
    public static final ChangeSection NONE = new ChangeSection(List.of(), "", List.of(), List.of());

    public ChangeSection {
        verdict = List.copyOf(verdict);
        rows = List.copyOf(rows);
        remarks = List.copyOf(remarks);
    }

    /** The section on a comparison. */
    public static ChangeSection of(RunComparison comparison, Optional<Gate> gate) {
        List<String> verdict = new ArrayList<>();
        gate.ifPresentOrElse(
                given -> {
                    verdict.add(GateTexts.headline(given));
                    verdict.addAll(GateTexts.sentences(given));
                },
                () -> verdict.addAll(ChangeTexts.sentences(comparison)));
        return new ChangeSection(
                verdict.stream().map(Text::oneLine).toList(),
                gate.map(GateTexts::rule).orElse(""),
                ChangeRows.of(comparison),
                ChangeTexts.remarks(comparison).stream().map(Text::oneLine).toList());
    }

    /** Whether there is anything to show. */
    public boolean isShown() {
        return !verdict.isEmpty() || !remarks.isEmpty();
    }

    /** The headings of the table. */
    public List<String> header() {
        return ChangeRows.HEADER;
    }

    /** Whether a column holds names or words, not figures. */
    public boolean isName(int column) {
        return column < ChangeRows.NAMES || column == ChangeRows.HEADER.size() - 1;
    }
}
