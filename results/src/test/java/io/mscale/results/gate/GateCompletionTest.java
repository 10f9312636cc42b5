package io.mscale.results.gate;

import static io.mscale.results.gate.Gates.FAST;
import static io.mscale.results.gate.Gates.SLOW;
import static io.mscale.results.gate.Gates.gate;
import static io.mscale.results.gate.Gates.kinds;
import static io.mscale.results.gate.Gates.steps;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.sample.Samples;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.compare.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Cells and repeats that fail, are new or gone, and runs that are not whole. */
class GateCompletionTest {

    @Test
    void of_cellThatIsGone_cannotDecide() {
        Gate gate = gate(Runs.run(Runs.steps("ejml", FAST), Runs.steps("djl", FAST)), steps(FAST));

        assertThat(gate.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(kinds(gate, Outcome.UNDECIDED)).containsExactly(Check.Kind.COMPLETION);
    }

    @Test
    void of_newCell_passes() {
        assertThat(gate(steps(FAST), Runs.run(Runs.steps("ejml", FAST), Runs.steps("djl", SLOW)))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void of_repeatThatFails_isARegression() {
        List<CellRecord> head = new ArrayList<>(Runs.steps("ejml", FAST));
        head.set(2, Samples.withStatus(head.get(2), CellStatus.CRASHED));

        Gate gate = gate(steps(FAST), Runs.run(head));

        assertThat(kinds(gate, Outcome.REGRESSION)).containsExactly(Check.Kind.COMPLETION);
        assertThat(gate.checks(Outcome.REGRESSION).get(0).reason())
                .isEqualTo("1 of 7 repeats fail, 0 of 7 did in the base: crashed");
    }

    @Test
    void of_parityThatFails_isARegression() {
        List<CellRecord> head = Runs.steps("ejml", FAST).stream()
                .map(cell -> Samples.withParity(cell, new CellRecord.Parity(5, 0.5, 1e-5, 1e-6, false)))
                .toList();

        Gate gate = gate(steps(FAST), Runs.run(head));

        assertThat(kinds(gate, Outcome.REGRESSION)).containsExactly(Check.Kind.COMPLETION);
        assertThat(gate.checks(Outcome.REGRESSION).get(0).reason()).endsWith("its parity check failed");
    }

    @Test
    void of_whatFailedInTheBaseToo_passes() {
        List<CellRecord> failed = List.of(Samples.failed("djl", CellStatus.FAILED, "no libtorch"));

        Gate gate = gate(Runs.run(Runs.steps("ejml", FAST), failed), Runs.run(Runs.steps("ejml", FAST), failed));

        assertThat(gate.outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void of_interruptedHead_cannotDecide() {
        List<CellRecord> head = new ArrayList<>(Runs.steps("ejml", FAST));
        head.set(6, Samples.withStatus(head.get(6), CellStatus.INTERRUPTED));

        assertThat(gate(steps(FAST), Runs.run(head)).outcome()).isEqualTo(Outcome.UNDECIDED);
    }

    @Test
    void of_bothFailEverywhere_cannotDecide() {
        List<CellRecord> failed = List.of(Samples.failed("djl", CellStatus.CRASHED, "no libtorch"));

        Gate gate = gate(Runs.run(failed), Runs.run(failed));

        assertThat(gate.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(gate.obstacle()).contains("the head completed no cell of the base");
        assertThat(gate.checks(Outcome.PASS))
                .extracting(Check::reason)
                .containsExactly("it fails as it does in the base: crashed, no libtorch");
    }

    @Test
    void of_headThatNoLongerFails_passesAsFixed() {
        Gate gate = gate(Runs.run(List.of(Samples.failed("ejml", CellStatus.CRASHED, "out of memory"))), steps(FAST));

        assertThat(gate.outcome()).isEqualTo(Outcome.PASS);
        assertThat(gate.checks())
                .extracting(Check::reason)
                .containsExactly("fixed: 1 of 1 repeats failed in the base: crashed, out of memory");
    }

    @Test
    void of_headThatCompletesNothing_isARegression() {
        Gate gate = gate(steps(FAST), Runs.run(List.of(Samples.failed("ejml", CellStatus.CRASHED, "out of memory"))));

        assertThat(gate.outcome()).isEqualTo(Outcome.REGRESSION);
        assertThat(kinds(gate, Outcome.REGRESSION)).containsExactly(Check.Kind.COMPLETION);
    }

    @Test
    void of_interruptedBase_cannotDecide() {
        List<CellRecord> base = new ArrayList<>(Runs.steps("ejml", FAST));
        base.set(6, Samples.withStatus(base.get(6), CellStatus.INTERRUPTED));

        assertThat(gate(Runs.run(base), steps(FAST)).outcome()).isEqualTo(Outcome.UNDECIDED);
    }

    /** Killed: all that it has ended well. */
    @Test
    void of_runThatIsNotOver_cannotDecide() {
        Gate gate = gate(steps(FAST), steps(FAST).finishedAt(null));

        assertThat(gate.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(gate.obstacle()).contains("the run of the head was cut off or is not over");
        assertThat(gate(steps(FAST), steps(SLOW).finishedAt(null)).outcome()).isEqualTo(Outcome.REGRESSION);
    }

    @Test
    void of_newCellThatFails_isNoPass() {
        Gate gate = gate(
                steps(FAST),
                Runs.run(
                        Runs.steps("ejml", FAST), List.of(Samples.failed("djl", CellStatus.CRASHED, "out of memory"))));

        assertThat(gate.checks(Outcome.UNDECIDED))
                .extracting(Check::reason)
                .containsExactly("it is new, and 1 of 1 repeats fail: crashed, out of memory");
    }

    @Test
    void of_nothingInCommon_cannotDecide() {
        RunComparison nothing = Runs.compare(Runs.run(List.of()), Runs.run(List.of()));

        assertThat(Gate.of(nothing, Tolerance.DEFAULT, Optional.empty()).outcome())
                .isEqualTo(Outcome.UNDECIDED);
    }
}
