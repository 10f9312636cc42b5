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
 * Changes between two runs, as shown on the page.
 *
 * @param verdict the gate's verdict and its grounds; without a gate, what changed
 * @param rule the gate's rule; empty without a gate
 */
public record ChangeSection(List<String> verdict, String rule, List<ChangeRows.Row> rows, List<String> remarks) {

    /** For a page that does not compare two runs. */
    public static final ChangeSection NONE = new ChangeSection(List.of(), "", List.of(), List.of());

    public ChangeSection {
        verdict = verdict.stream().map(Text::oneLine).toList();
        rows = List.copyOf(rows);
        remarks = remarks.stream().map(Text::oneLine).toList();
    }

    public static ChangeSection of(RunComparison comparison, Optional<Gate> gate) {
        List<String> verdict = new ArrayList<>();
        gate.map(GateTexts::headline).ifPresent(verdict::add);
        verdict.addAll(gate.map(GateTexts::sentences).orElseGet(() -> ChangeTexts.sentences(comparison)));
        String rule = gate.map(GateTexts::rule).orElse("");
        return new ChangeSection(verdict, rule, ChangeRows.of(comparison), ChangeTexts.remarks(comparison));
    }

    public boolean isShown() {
        return !verdict.isEmpty() || !remarks.isEmpty();
    }
}
