package io.mscale.report.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.sample.Samples;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.compare.Runs;
import io.mscale.results.gate.Check;
import io.mscale.results.gate.Gate;
import io.mscale.results.gate.Rules;
import io.mscale.results.gate.Tolerance;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangeRowsTest {

    private static final double[] STEPS = {0.100, 0.101, 0.102, 0.099, 0.100, 0.101, 0.099};

    private static double[] times(double factor) {
        return Arrays.stream(STEPS).map(step -> factor * step).toArray();
    }

    private static List<CellRecord> with(List<CellRecord> cells, int failing) {
        return IntStream.range(0, cells.size())
                .mapToObj(
                        i -> i < failing ? cells.get(i).withOutcome(CellStatus.CRASHED, "out of memory") : cells.get(i))
                .toList();
    }

    /** In the plan's order: the same, better, too few repeats, a bit slower, and much slower last. */
    private static RunComparison ofAllKinds() {
        List<CellRecord> base = new ArrayList<>();
        List<CellRecord> head = new ArrayList<>();
        for (String backend : List.of("same", "fast", "few", "accepted", "slow")) {
            double factor = backend.equals("fast") ? 0.5 : backend.equals("slow") ? 2 : 1;
            double[] steps = backend.equals("few") ? new double[] {0.1, 0.1} : STEPS;
            base.addAll(Runs.steps(backend, steps));
            head.addAll(Runs.steps(
                    backend, Arrays.stream(steps).map(step -> factor * step).toArray()));
        }
        return Runs.compare(Runs.run(base), Runs.run(head));
    }

    private static Gate gate(RunComparison comparison) {
        return Gate.of(comparison, Tolerance.DEFAULT, Optional.empty());
    }

    private static List<String> of(String figure, RunComparison comparison, Optional<Gate> gate) {
        return ChangeRows.of(comparison, gate).stream()
                .map(ChangeRows.Row::texts)
                .filter(texts -> texts.get(1).equals(figure))
                .map(texts -> texts.get(0).split(" ", 2)[0] + " " + texts.get(texts.size() - 1))
                .toList();
    }

    private static List<String> gated(String figure, RunComparison comparison) {
        return of(figure, comparison, Optional.of(gate(comparison)));
    }

    @Test
    void rows_withoutGate_areWorseThenBetterThenUnknown() {
        assertThat(of("step", ofAllKinds(), Optional.empty()))
                .containsExactly(
                        "slow slower",
                        "fast faster",
                        "few cannot decide",
                        "same no difference",
                        "accepted no difference");
        assertThat(ChangeRows.of(ofAllKinds(), Optional.empty()))
                .extracting(ChangeRows.Row::severity)
                .isSorted()
                .contains(Severity.WORSE, Severity.BETTER, Severity.UNKNOWN, Severity.NONE);
    }

    @Test
    void rows_withGate_areRegressionsThenUndecidedThenTheRest() {
        RunComparison comparison = ofAllKinds();

        assertThat(gated("step", comparison))
                .containsExactly(
                        "slow regression: slower",
                        "few cannot decide",
                        "fast faster",
                        "same no difference",
                        "accepted no difference");
        assertThat(ChangeRows.of(comparison, Optional.of(gate(comparison))))
                .extracting(ChangeRows.Row::severity)
                .isSorted()
                .startsWith(Severity.REGRESSION, Severity.UNDECIDED, Severity.BETTER);
    }

    /** Start-up is not judged here: that it cannot be decided keeps no gate from passing, and is below what is better. */
    @Test
    void rows_notJudged_areNotAmongTheUndecided() {
        RunComparison comparison = ofAllKinds();

        assertThat(ChangeRows.of(comparison, Optional.of(gate(comparison))))
                .filteredOn(row -> row.texts().get(0).startsWith("few")
                        && row.texts().get(1).equals("start-up"))
                .singleElement()
                .extracting(ChangeRows.Row::severity)
                .isEqualTo(Severity.UNKNOWN);
    }

    @Test
    void rows_slowerThanBeforeButAccepted_sayThatAndAreNoRegression() {
        RunComparison comparison = Runs.compare(
                Runs.run(Runs.steps("ejml", 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1)),
                Runs.run(Runs.steps("ejml", 0.102, 0.102, 0.102, 0.102, 0.102, 0.102, 0.102)));

        ChangeRows.Row first =
                ChangeRows.of(comparison, Optional.of(gate(comparison))).get(0);

        assertThat(first.texts()).contains("step").endsWith("accepted: slower");
        assertThat(first.severity()).isEqualTo(Severity.WORSE);
    }

    @Test
    void rows_waivedRegressions_sayWaived() {
        RunComparison comparison =
                Runs.compare(Runs.run(Runs.steps("ejml", STEPS)), Runs.run(Runs.steps("ejml", times(2))));
        LocalDate today = LocalDate.of(2026, 1, 1);
        Rules rules = new Rules(
                "gate.toml",
                List.of(),
                List.of(new Rules.Waiver(new Rules.CellPattern("*"), Check.Kind.TIME, "known", today)),
                today);
        Gate gate = Gate.of(comparison, Tolerance.DEFAULT.with(rules), Optional.empty());

        ChangeRows.Row first = ChangeRows.of(comparison, Optional.of(gate)).get(0);

        assertThat(first.texts()).endsWith("waived: slower");
        assertThat(first.severity()).isEqualTo(Severity.WORSE);
        assertThat(GateTexts.findings(gate).get(0).severity()).isEqualTo(Severity.WORSE);
    }

    @Test
    void rows_notConfirmed_sayThat() {
        RunComparison slower =
                Runs.compare(Runs.run(Runs.steps("ejml", STEPS)), Runs.run(Runs.steps("ejml", times(2))));
        RunComparison again = Runs.compare(Runs.run(Runs.steps("ejml", STEPS)), Runs.run(Runs.steps("ejml", STEPS)));

        Gate gate = Gate.of(slower, Tolerance.DEFAULT, Optional.of(again));

        assertThat(of("step", gate.comparison(), Optional.of(gate))).containsExactly("ejml not confirmed: slower");
    }

    private static RunComparison ofFailures() {
        List<CellRecord> base = new ArrayList<>();
        List<CellRecord> head = new ArrayList<>();
        base.addAll(Runs.steps("well", STEPS));
        head.addAll(Runs.steps("well", STEPS));
        base.addAll(with(Runs.steps("never", STEPS), 7));
        head.addAll(with(Runs.steps("never", STEPS), 7));
        base.addAll(with(Runs.steps("mended", STEPS), 7));
        head.addAll(Runs.steps("mended", STEPS));
        base.addAll(Runs.steps("shaky", STEPS));
        head.addAll(with(Runs.steps("shaky", STEPS), 2));
        base.addAll(Runs.steps("broken", STEPS));
        head.addAll(with(Runs.steps("broken", STEPS), 7));
        base.addAll(Runs.steps("removed", STEPS));
        head.addAll(Runs.steps("added", STEPS));
        head.addAll(with(Runs.steps("stillborn", STEPS), 7));
        return Runs.compare(Runs.run(base), Runs.run(head));
    }

    @Test
    void rows_cellsThatFail_areThereWithTheirCounts() {
        assertThat(ChangeRows.of(ofFailures(), Optional.empty()))
                .extracting(ChangeRows.Row::texts)
                .filteredOn(texts -> texts.get(1).equals("completion"))
                .extracting(texts ->
                        texts.get(0).split(" ", 2)[0] + ": " + texts.get(2) + " / " + texts.get(3) + " " + texts.get(8))
                .containsExactly(
                        "shaky: 7 of 7 ok / 5 of 7 ok fails more often",
                        "broken: 7 of 7 ok / 0 of 7 ok fails",
                        "stillborn: - / 0 of 7 ok new, fails",
                        "mended: 0 of 7 ok / 7 of 7 ok fixed",
                        "never: 0 of 7 ok / 0 of 7 ok fails as before",
                        "added: - / 7 of 7 ok new",
                        "removed: 7 of 7 ok / - gone");
    }

    @Test
    void rows_cellsThatFailWithGate_areRegressionsFirst() {
        assertThat(gated("completion", ofFailures()))
                .containsExactly(
                        "shaky regression: fails more often",
                        "broken regression: fails",
                        "stillborn cannot decide: new, fails",
                        "removed cannot decide: gone",
                        "mended fixed",
                        "never fails as before",
                        "added new");
    }

    @Test
    void markdown_cellThatFails_isInTheTable() {
        RunComparison comparison = ofFailures();

        assertThat(ChangeMarkdown.of(comparison, Optional.of(gate(comparison))))
                .contains("| broken cpu fit1d multi | completion | 7 of 7 ok | 0 of 7 ok | - | - | - | - |"
                        + " **regression: fails** |");
    }

    @Test
    void findings_withoutGate_tellOfCellsThatFail() {
        assertThat(ChangeTexts.sentences(ofFailures()))
                .containsExactly(
                        "shaky cpu fit1d multi: fails more often, 7 of 7 ok before, 5 of 7 ok now: crashed, out of memory",
                        "broken cpu fit1d multi: fails, 7 of 7 ok before, 0 of 7 ok now: crashed, out of memory",
                        "stillborn cpu fit1d multi: new, fails, 0 of 7 ok now: crashed, out of memory",
                        "mended cpu fit1d multi: fixed, 0 of 7 ok before, 7 of 7 ok now: crashed, out of memory");
        RunComparison nothing = Runs.compare(
                Runs.run(with(Runs.steps("never", STEPS), 7)), Runs.run(with(Runs.steps("never", STEPS), 7)));
        assertThat(ChangeTexts.sentences(nothing))
                .containsExactly("nothing to compare: no cell was measured in both runs");
    }

    @Test
    void findings_withoutGate_areWorseFirst() {
        assertThat(ChangeTexts.findings(ofAllKinds()))
                .extracting(Finding::severity)
                .containsExactly(Severity.WORSE, Severity.BETTER);
    }

    @Test
    void console_noCellInCommon_showsWhatIsNewAndGone() {
        RunComparison comparison =
                Runs.compare(Runs.run(Runs.steps("before", STEPS)), Runs.run(Runs.steps("now", STEPS)));

        assertThat(ChangeTexts.lines(comparison, Optional.empty()))
                .contains("No cell is in both runs.")
                .anyMatch(line -> line.startsWith("before cpu fit1d multi  completion") && line.endsWith("gone"))
                .anyMatch(line -> line.startsWith("now cpu fit1d multi") && line.endsWith("new"));
    }

    /** Programs read it by place, and files of two nights differ in numbers only. */
    @Test
    void json_cellsAndChecks_keepThePlansOrder() throws IOException {
        RunComparison comparison = ofAllKinds();

        String json = ChangeJson.of(comparison, Optional.of(gate(comparison)));

        List<Integer> places = List.of("same", "fast", "few", "accepted", "slow").stream()
                .map(backend -> json.indexOf("\"backend\" : \"" + backend + "\""))
                .toList();
        assertThat(places).isSorted().allMatch(place -> place > 0);
        int checks = json.indexOf("\"checks\"");
        assertThat(json.indexOf("\"backend\" : \"same\"", checks)).isLessThan(json.indexOf("\"slow\"", checks));
    }

    @Test
    void sample_failed_countsAsFailed() {
        RunComparison comparison = Runs.compare(
                Runs.run(Runs.steps("ejml", STEPS)),
                Runs.run(List.of(Samples.failed("ejml", CellStatus.UNSUPPORTED, "no such device"))));

        assertThat(of("completion", comparison, Optional.empty())).containsExactly("ejml fails");
    }

    /** Step times of one backend, and a start-up for each repeat. */
    private static List<CellRecord> startUps(double... seconds) {
        List<CellRecord> cells = Runs.steps("ejml", STEPS);
        return IntStream.range(0, cells.size())
                .mapToObj(i -> Samples.with(cells.get(i), "timing.startupSeconds", seconds[i]))
                .toList();
    }

    /** "No difference" would say that there is none. */
    @Test
    void rows_noiseThatHidesAnything_cannotBeDecided() {
        RunComparison comparison = Runs.compare(
                Runs.run(startUps(1, 1.5, 2, 0.7, 1.1, 0.5, 2.5)), Runs.run(startUps(2, 0.5, 1, 1.7, 1.2, 2.3, 0.6)));
        RunComparison quiet = Runs.compare(Runs.run(startUps(1, 1, 1, 1, 1, 1, 1)), Runs.run(startUps(STEPS)));

        assertThat(of("start-up", comparison, Optional.empty())).containsExactly("ejml cannot decide");
        // Beside what the gate cannot decide, that would read as if it were the gate's.
        assertThat(of("start-up", comparison, Optional.of(gate(comparison)))).containsExactly("ejml not judged");
        assertThat(of("step", comparison, Optional.of(gate(comparison)))).containsExactly("ejml no difference");
        assertThat(of("start-up", quiet, Optional.empty())).containsExactly("ejml faster");
    }
}
