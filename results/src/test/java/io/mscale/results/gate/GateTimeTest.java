package io.mscale.results.gate;

import static io.mscale.results.gate.Gates.FAST;
import static io.mscale.results.gate.Gates.SLOW;
import static io.mscale.results.gate.Gates.confirmed;
import static io.mscale.results.gate.Gates.gate;
import static io.mscale.results.gate.Gates.kinds;
import static io.mscale.results.gate.Gates.steps;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Disturbances;
import io.mscale.record.sample.Samples;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.compare.Runs;
import io.mscale.results.evidence.CellMeasures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times in one look and in two, with few repeats, noise and disturbed machines; and how often the verdict errs. */
class GateTimeTest {

    @Test
    void of_sameTimes_passes() {
        assertThat(gate(steps(FAST), steps(FAST)).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void of_slower_isARegressionOfTime() {
        Gate gate = gate(steps(FAST), steps(SLOW));

        assertThat(gate.outcome()).isEqualTo(Outcome.REGRESSION);
        assertThat(kinds(gate, Outcome.REGRESSION)).containsExactly(Check.Kind.TIME);
        assertThat(Gate.inDoubt(gate.comparison(), Tolerance.DEFAULT)).hasSize(1);
    }

    @Test
    void of_faster_passes() {
        assertThat(gate(steps(SLOW), steps(FAST)).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void of_slowerByLessThanTheThreshold_passes() {
        double[] slightly = {0.1020, 0.1021, 0.1022, 0.1023, 0.1024, 0.1025, 0.1026};
        double[] before = {0.1000, 0.1001, 0.1002, 0.1003, 0.1004, 0.1005, 0.1006};

        assertThat(gate(steps(before), steps(slightly)).outcome()).isEqualTo(Outcome.PASS);
        assertThat(Gate.of(Runs.compare(steps(before), steps(slightly)), new Tolerance(0.01, 0.1), Optional.empty())
                        .outcome())
                .isEqualTo(Outcome.REGRESSION);
    }

    @Test
    void of_secondLookThatIsSlowerToo_confirms() {
        Gate gate = confirmed(steps(FAST), steps(SLOW), steps(SLOW));

        assertThat(gate.outcome()).isEqualTo(Outcome.REGRESSION);
        assertThat(gate.checks(Outcome.REGRESSION)).singleElement().satisfies(check -> {
            assertThat(check.reason()).isEqualTo("confirmed by the second look");
            assertThat(check.second()).isPresent();
        });
    }

    @Test
    void of_secondLookThatIsNot_acquits() {
        Gate gate = confirmed(steps(FAST), steps(SLOW), steps(FAST));

        assertThat(gate.outcome()).isEqualTo(Outcome.PASS);
        assertThat(gate.checks(Outcome.PASS)).extracting(Check::reason).contains("a second look does not confirm it");
    }

    @Test
    void of_secondLookWithoutTheCell_cannotDecide() {
        Gate gate = confirmed(steps(FAST), steps(SLOW), Runs.run(Runs.steps("djl", FAST)));

        assertThat(gate.outcome()).isEqualTo(Outcome.UNDECIDED);
    }

    @Test
    void of_tooFewRepeats_cannotDecide() {
        Gate gate = gate(steps(1, 1, 1), steps(2, 2, 2));

        assertThat(gate.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(gate.checks(Outcome.UNDECIDED))
                .extracting(Check::reason)
                .containsExactly("too few repeats: 3 of the base and 3 of the head; at least 4 of each are needed");
    }

    /** Repeats between 0.05 and 0.2 s hide all but the largest slowdowns. */
    @Test
    void of_noiseBeyondTheLargestAccepted_cannotDecide() {
        double[] wild = {0.05, 0.2, 0.08, 0.16, 0.1, 0.13, 0.06};

        assertThat(gate(steps(wild), steps(wild)).outcome()).isEqualTo(Outcome.UNDECIDED);
        Tolerance bold = new Tolerance(Tolerance.DEFAULT.thresholds(), 10, Rules.NONE);
        assertThat(Gate.of(Runs.compare(steps(wild), steps(wild)), bold, Optional.empty())
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    /** 200 gates over 6 cells of 7 repeats, noise 2%: the same code is never called slower if there is a second look. */
    @Test
    void of_sameCodeAgainAndAgain_neverAlarms() {
        SplittableRandom random = new SplittableRandom(1);

        long alarms = IntStream.range(0, 200)
                .filter(round -> confirmed(simulated(random, 1), simulated(random, 1), simulated(random, 1))
                                .outcome()
                        == Outcome.REGRESSION)
                .count();

        assertThat(alarms).isZero();
    }

    /** The same with 5% more time in one of the cells and noise of 1%. */
    @Test
    void of_fivePerCentSlowerCell_isFoundInNineOfTen() {
        SplittableRandom random = new SplittableRandom(2);

        long found = IntStream.range(0, 200)
                .filter(round -> confirmed(quiet(random, 1), quiet(random, 1.05), quiet(random, 1.05))
                                .outcome()
                        == Outcome.REGRESSION)
                .count();

        assertThat(found).isGreaterThanOrEqualTo(180);
    }

    /** What was looked at once is told as it would be without a second look. */
    @Test
    void of_secondLookAtAnotherCell_leavesTheNoiseOfTheRest() {
        RunComparison once = look(new SplittableRandom(5), 0.97, 0.02, 7);

        Gate gate = Gate.of(once, Tolerance.DEFAULT, Optional.of(once));

        assertThat(gate.comparison().cells()).isEqualTo(once.cells());
        assertThat(Gate.inDoubt(once, Tolerance.DEFAULT)).isEmpty();
    }

    /** 7 repeats with noise of 2%, a second look with 14: as {@code ab} does it. */
    @Test
    void ab_fivePerCentSlowerCellAmongNoiseOfTwo_isFoundInNineOfTen() {
        SplittableRandom random = new SplittableRandom(3);

        assertThat(calledSlower(random, 1.05, 0.02)).isGreaterThanOrEqualTo(900);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.02, 0.03, 0.05})
    void ab_sameCode_isCalledSlowerInLessThanOneOfFiveHundred(double scatter) {
        assertThat(calledSlower(new SplittableRandom(4), 1, scatter)).isLessThanOrEqualTo(2);
    }

    /** Of 1000 gates of one cell. */
    private static long calledSlower(SplittableRandom random, double factor, double scatter) {
        return IntStream.range(0, 1000)
                .filter(round -> {
                    RunComparison first = look(random, factor, scatter, 7);
                    if (Gate.inDoubt(first, Tolerance.DEFAULT).isEmpty()) {
                        return false;
                    }
                    Gate gate = Gate.of(first, Tolerance.DEFAULT, Optional.of(look(random, factor, scatter, 14)));
                    return gate.outcome() == Outcome.REGRESSION;
                })
                .count();
    }

    private static RunComparison look(SplittableRandom random, double factor, double scatter, int repeats) {
        return Runs.compare(
                Runs.run(Runs.steps("b", Runs.scattered(random, repeats, 0.1, scatter))),
                Runs.run(Runs.steps("b", Runs.scattered(random, repeats, 0.1 * factor, scatter))));
    }

    private static RunRecord simulated(SplittableRandom random, double factorOfLast) {
        return simulated(random, factorOfLast, 0.02);
    }

    private static RunRecord quiet(SplittableRandom random, double factorOfLast) {
        return simulated(random, factorOfLast, 0.01);
    }

    private static RunRecord simulated(SplittableRandom random, double factorOfLast, double scatter) {
        List<CellRecord> cells = new ArrayList<>();
        for (int backend = 0; backend < 6; backend++) {
            double level = backend == 5 ? 0.1 * factorOfLast : 0.1;
            cells.addAll(Runs.steps("b" + backend, Runs.scattered(random, 7, level, scatter)));
        }
        return Runs.run(cells);
    }

    /** Repeats, some of which another process disturbed. */
    private static RunRecord disturbed(double[] steps, int count) {
        List<CellRecord> cells = Runs.steps("ejml", steps);
        return Runs.run(IntStream.range(0, steps.length)
                .mapToObj(i -> Samples.withDisturbance(
                        cells.get(i),
                        Disturbances.of(new double[] {24, 24}, Disturbances.others(i < count ? 0.4 : 0.01))))
                .toList());
    }

    @Test
    void of_allRepeatsDisturbed_cannotDecide() {
        Gate gate = gate(steps(FAST), disturbed(SLOW, 7));
        assertThat(gate.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(gate.checks(Outcome.UNDECIDED)).singleElement().satisfies(check -> {
            assertThat(check.kind()).isEqualTo(Check.Kind.TIME);
            assertThat(check.reason())
                    .isEqualTo("measured on a disturbed machine: 0 of 7 repeats of the base and 7 of 7 of the head");
        });
        assertThat(gate(disturbed(SLOW, 7), steps(FAST)).outcome()).isEqualTo(Outcome.UNDECIDED);
    }

    @Test
    void of_fourUndisturbedRepeats_countAlone() {
        double[] steps = {0.150, 0.160, 0.170, 0.099, 0.100, 0.101, 0.099};
        Gate gate = gate(steps(FAST), disturbed(steps, 3));
        assertThat(gate.outcome()).isEqualTo(Outcome.PASS);
        assertThat(gate.comparison()
                        .cells()
                        .get(0)
                        .metric(Metric.STEP)
                        .orElseThrow()
                        .comparison()
                        .forksA())
                .isEqualTo(4);
        assertThat(gate(steps(FAST), disturbed(SLOW, 3)).outcome()).isEqualTo(Outcome.REGRESSION);
    }

    @Test
    void of_fewUndisturbedRepeats_countWithTheOthersUnlessTheyAreTheFewer() {
        assertThat(gate(steps(FAST), disturbed(new double[] {0.110, 0.111, 0.112, 0.109, 0.110}, 2))
                        .outcome())
                .isEqualTo(Outcome.REGRESSION);
        assertThat(gate(steps(FAST), disturbed(new double[] {0.110, 0.111, 0.112, 0.109, 0.110}, 3))
                        .outcome())
                .isEqualTo(Outcome.UNDECIDED);
    }

    @Test
    void of_disturbedRepeatsInTurns_count() {
        assertThat(gate(inTurns(steps(FAST)), inTurns(disturbed(SLOW, 7))).outcome())
                .isEqualTo(Outcome.REGRESSION);
        assertThat(gate(inTurns(steps(FAST)), disturbed(SLOW, 7)).outcome())
                .as("in turns with others than those it is compared with")
                .isEqualTo(Outcome.UNDECIDED);
    }

    /** The same run whose repeats took turns with those of another run of the same number. */
    private static RunRecord inTurns(RunRecord run) {
        return Runs.run(run.cells().stream()
                .map(cell -> Samples.withTurns(cell, "repeat " + cell.repeat(), step(cell)))
                .toList());
    }

    private static double step(CellRecord cell) {
        return Objects.requireNonNull(CellMeasures.step(cell));
    }

    @Test
    void of_disturbedSecondLook_cannotDecide() {
        Gate gate = confirmed(steps(FAST), steps(SLOW), disturbed(SLOW, 7));
        assertThat(gate.checks(Outcome.UNDECIDED))
                .extracting(Check::reason)
                .containsExactly("the second look was measured on a disturbed machine");
    }
}
