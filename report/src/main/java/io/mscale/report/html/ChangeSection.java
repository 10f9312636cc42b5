package io.mscale.report.html;

import io.mscale.report.change.ChangeRows;
import io.mscale.report.change.ChangeTexts;
import io.mscale.report.change.Finding;
import io.mscale.report.change.GateTexts;
import io.mscale.report.text.Text;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.gate.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes between two runs, as shown on the page.
 *
 * @param verdict the gate's verdict and its grounds; without a gate, what changed
 * @param rule the gate's rule; empty without a gate
 */
public record ChangeSection(List<Finding> verdict, String rule, List<ChangeRows.Row> rows, List<String> remarks) {

    /** For a page that does not compare two runs. */
    public static final ChangeSection NONE = new ChangeSection(List.of(), "", List.of(), List.of());

    public ChangeSection {
        verdict = verdict.stream()
                .map(finding -> new Finding(finding.severity(), Text.oneLine(finding.text())))
                .toList();
        rows = List.copyOf(rows);
        remarks = remarks.stream().map(Text::oneLine).toList();
    }

    public static ChangeSection of(RunComparison comparison, Optional<Gate> gate) {
        List<Finding> verdict = new ArrayList<>();
        gate.ifPresent(judged -> verdict.add(new Finding(GateTexts.severity(judged), GateTexts.headline(judged))));
        verdict.addAll(gate.map(GateTexts::findings).orElseGet(() -> ChangeTexts.findings(comparison)));
        String rule = gate.map(GateTexts::rule).orElse("");
        return new ChangeSection(verdict, rule, ChangeRows.of(comparison, gate), ChangeTexts.remarks(comparison));
    }

    public boolean isShown() {
        return !verdict.isEmpty() || !rows.isEmpty() || !remarks.isEmpty();
    }
}
