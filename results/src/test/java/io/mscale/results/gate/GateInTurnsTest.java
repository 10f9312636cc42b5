package io.mscale.results.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Samples;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.compare.Runs;
import io.mscale.results.statistics.PairwiseComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Gates over several backends whose workers took turns, on a machine whose speed changes from repeat to repeat. */
class GateInTurnsTest {

    private static final List<String> BACKENDS = List.of("a", "b", "c", "d", "e", "f");

    /** By how much the first backend is slower than the others, which are alike but for 1 in 1000. */
    private static RunRecord run(double factorOfFirst, int repeats) {
        return run(factorOfFirst, factorOfFirst, repeats);
    }

    /** The same, where the first backend's medians are slower by another factor than its turns. */
    private static RunRecord run(double factorOfTurns, double factorOfMedians, int repeats) {
        List<CellRecord> cells = new ArrayList<>();
        for (String backend : BACKENDS) {
            for (int repeat = 1; repeat <= repeats; repeat++) {
                double machine = 0.1 * (1 + 0.2 * repeat);
                double scatter = 1 + 0.001 * (repeat % (backend.equals("a") ? 3 : 2));
                double step = machine * scatter * (backend.equals("a") ? factorOfTurns : 1);
                double median = machine * scatter * (backend.equals("a") ? factorOfMedians : 1);
                CellRecord cell = Samples.withMedianStep(Samples.ok(backend, "multi", repeat, 0.1), median);
                cells.add(Samples.withTurns(cell, backend + repeat, step, step, step));
            }
        }
        return Runs.run(cells);
    }

    private static RunComparison compared(double factorOfFirst, int repeats) {
        return RunComparison.of(Samples.FOLDER, run(1, repeats), Samples.FOLDER, run(factorOfFirst, repeats));
    }

    private static List<String> regressions(Gate gate) {
        return gate.checks(Outcome.REGRESSION).stream()
                .map(check -> check.key().backend())
                .toList();
    }

    @Test
    void inDoubt_oneOfSixCellsIsSlower_isFoundDespiteTheCorrectionForSix() {
        RunComparison first = compared(1.1, 7);
        assertThat(first.cell(CellKey.of(run(1.1, 7).cells().get(0)))
                        .orElseThrow()
                        .metric(Metric.STEP)
                        .orElseThrow()
                        .comparison()
                        .design())
                .isEqualTo(PairwiseComparison.Design.TURNS);

        assertThat(Gate.inDoubt(first, Tolerance.DEFAULT))
                .extracting(CellKey::backend)
                .containsExactly("a");
        Gate gate = Gate.of(first, Tolerance.DEFAULT, Optional.of(compared(1.1, 14)));
        assertThat(regressions(gate)).containsExactly("a");
    }

    @Test
    void of_aSecondLookThatDoesNotAgree_passes() {
        Gate gate = Gate.of(compared(1.1, 7), Tolerance.DEFAULT, Optional.of(compared(1, 14)));
        assertThat(gate.outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void of_noDifference_passesWithoutDoubt() {
        assertThat(Gate.inDoubt(compared(1, 7), Tolerance.DEFAULT)).isEmpty();
        assertThat(Gate.of(compared(1, 7), Tolerance.DEFAULT, Optional.empty()).outcome())
                .isEqualTo(Outcome.PASS);
    }

    /** Two thirds of the steps take ten times as long; the fast ones, which turns compare, do not. */
    @Test
    void of_onlySomeStepsAreSlower_cannotDecide() {
        RunComparison comparison = RunComparison.of(Samples.FOLDER, run(1, 7), Samples.FOLDER, run(1, 10, 7));
        Gate gate = Gate.of(comparison, Tolerance.DEFAULT, Optional.empty());
        assertThat(gate.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(gate.checks(Outcome.UNDECIDED)).singleElement().satisfies(check -> {
            assertThat(check.key().backend()).isEqualTo("a");
            assertThat(check.reason()).contains("perhaps only some steps are slower");
        });
    }

    /** A difference that repeats show by themselves is certain in one look, whatever the number of cells. */
    @Test
    void of_differenceFarBeyondTheScatter_isARegressionAtOnce() {
        assertThat(regressions(Gate.of(compared(10, 7), Tolerance.DEFAULT, Optional.empty())))
                .containsExactly("a");
    }
}
