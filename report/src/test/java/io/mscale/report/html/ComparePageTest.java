package io.mscale.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.compare.Runs;
import io.mscale.results.gate.Gate;
import io.mscale.results.gate.Tolerance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparePageTest {

    private static final double[] STEPS = {0.100, 0.101, 0.102, 0.099, 0.100, 0.101, 0.099};
    private static final double[] SLOW = {0.200, 0.201, 0.202, 0.199, 0.200, 0.201, 0.199};

    private static RunComparison comparison() {
        List<CellRecord> base = new ArrayList<>(Runs.steps("same", STEPS));
        base.addAll(Runs.steps("slow", STEPS));
        base.addAll(Runs.steps("fast", SLOW));
        base.addAll(Runs.steps("few", 0.1, 0.1));
        base.addAll(Runs.steps("broken", STEPS));
        List<CellRecord> head = new ArrayList<>(Runs.steps("same", STEPS));
        head.addAll(Runs.steps("slow", SLOW));
        head.addAll(Runs.steps("fast", STEPS));
        head.addAll(Runs.steps("few", 0.1, 0.1));
        Runs.steps("broken", STEPS).forEach(cell -> head.add(cell.withOutcome(CellStatus.CRASHED, "out of memory")));
        return Runs.compare(Runs.run(base), Runs.run(head));
    }

    private static String page(Optional<Gate> gate) throws IOException {
        RunComparison comparison = gate.map(Gate::comparison).orElse(comparison());
        return HtmlReport.of(comparison.evidence(), ChangeSection.of(comparison, gate))
                .replaceAll("\n+", "\n");
    }

    private static String judged() throws IOException {
        return page(Optional.of(Gate.of(comparison(), Tolerance.DEFAULT, Optional.empty())));
    }

    private static String row(String style, String cell, String figure) {
        return "<tr class=\"" + style + "\">\n<td class=\"name\">" + cell + " cpu fit1d multi</td>\n<td class=\"name\">"
                + figure + "</td>";
    }

    @Test
    void rows_withGate_areInTheOrderAndColoursOfSeverity() throws IOException {
        String page = judged();

        assertThat(page)
                .containsSubsequence(
                        row("regression", "slow", "step"),
                        row("regression", "broken", "completion"),
                        row("undecided", "few", "step"),
                        row("better", "fast", "step"),
                        row("unknown", "few", "start-up"),
                        "<tr>\n<td class=\"name\">same cpu fit1d multi</td>");
        assertThat(page).contains(">regression: slower</td>", ">regression: fails</td>");
    }

    @Test
    void rows_withoutGate_areWorseFirst() throws IOException {
        assertThat(page(Optional.empty()))
                .containsSubsequence(
                        row("worse", "slow", "step"),
                        row("worse", "broken", "completion"),
                        row("better", "fast", "step"),
                        row("unknown", "few", "step"))
                .doesNotContain("regression:");
    }

    @Test
    void sentences_regression_areNotOfTheNeutralColour() throws IOException {
        assertThat(judged())
                .contains(
                        "<li class=\"regression\">2 regressions against ",
                        "<li class=\"regression\">regression: slow cpu fit1d multi, time: ",
                        "<li class=\"undecided\">cannot decide: few cpu fit1d multi, time: ",
                        "<li class=\"better\">fast cpu fit1d multi, time: ");
        assertThat(page(Optional.empty()))
                .contains("<li class=\"worse\">slow cpu fit1d multi: step slower, ", "<li class=\"better\">fast ");
    }

    @Test
    void styles_severities_haveColoursInBothSchemes() throws IOException {
        String page = judged();

        assertThat(page).contains("tr:is(.regression, .worse) td { color: var(--failed); }");
        assertThat(page.split("--better: #", -1)).hasSize(3);
    }

    /** The runs' own report tests every pair of contestants, across runs too, and by other rules than the first table. */
    @Test
    void tests_ofPairs_areInTheFirstTableOnly() throws IOException {
        String alone = HtmlReport.of(comparison().evidence(), ChangeSection.NONE);
        List<String> ofPairs = List.of(
                "Is the difference real?", "Is the difference in accuracy real?", "x fastest", "Star: the best");

        assertThat(alone)
                .contains(ofPairs)
                .contains("slow [head]</td>")
                .contains("no difference measured between the steps of ");
        for (String compared : List.of(judged(), page(Optional.empty()))) {
            assertThat(compared)
                    .doesNotContain(ofPairs)
                    .doesNotContain("the shortest step is ", " best\"", "no difference measured between");
            assertThat(compared.split(">p</th>", -1)).hasSize(2);
            assertThat(compared).contains("slow [base]").contains("slow [head]");
        }
    }
}
