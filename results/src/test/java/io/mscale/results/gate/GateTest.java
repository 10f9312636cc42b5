package io.mscale.results.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Disturbances;
import io.mscale.record.sample.Samples;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.compare.Runs;
import io.mscale.results.evidence.CellMeasures;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

    private static final double[] FAST = {0.100, 0.101, 0.102, 0.099, 0.100, 0.101, 0.099};
    private static final double[] SLOW = {0.110, 0.111, 0.112, 0.109, 0.110, 0.111, 0.109};

    private static Gate gate(RunRecord base, RunRecord head) {
        return Gate.of(Runs.compare(base, head), Tolerance.DEFAULT, Optional.empty());
    }

    private static Gate confirmed(RunRecord base, RunRecord head, RunRecord again) {
        return Gate.of(Runs.compare(base, head), Tolerance.DEFAULT, Optional.of(Runs.compare(base, again)));
    }

    private static RunRecord steps(double... steps) {
        return Runs.run(Runs.steps("ejml", steps));
    }

    private static List<Check.Kind> kinds(Gate gate, Outcome outcome) {
        return gate.checks(outcome).stream().map(Check::kind).toList();
    }

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

    /** Seeds differ by half; the planted regression is a factor of 10 on every seed. */
    @Test
    void of_plantedErrorOfEverySeed_isARegressionOfAccuracy() {
        double[] errors = {1.0e-4, 1.5e-4, 0.8e-4, 1.2e-4, 0.9e-4, 1.1e-4, 1.4e-4};
        double[] worse = Arrays.stream(errors).map(error -> 10 * error).toArray();

        Gate gate = gate(Runs.run(Runs.errors("ejml", errors)), Runs.run(Runs.errors("ejml", worse)));

        assertThat(kinds(gate, Outcome.REGRESSION)).containsExactly(Check.Kind.ACCURACY);
    }

    @Test
    void of_errorsThatDifferByLessThanSeedsDo_passes() {
        double[] errors = {1.0e-4, 1.5e-4, 0.8e-4, 1.2e-4, 0.9e-4, 1.1e-4, 1.4e-4};
        double[] other = {1.3e-4, 0.9e-4, 1.2e-4, 1.1e-4, 1.6e-4, 0.9e-4, 1.2e-4};

        assertThat(gate(Runs.run(Runs.errors("ejml", errors)), Runs.run(Runs.errors("ejml", other)))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    private static RunRecord errors(double[] errors, DoubleUnaryOperator change) {
        return Runs.run(Runs.errors("ejml", Arrays.stream(errors).map(change).toArray()));
    }

    private static final double[] ERRORS = {1.0e-4, 9e-4, 0.3e-4, 4e-4, 0.1e-4, 1.1e-4, 2e-4};

    /** Seeds differ far more than the two runs do, but every seed is worse. */
    @ParameterizedTest
    @ValueSource(doubles = {1.2, 2, 3})
    void of_everySeedWorseByLessThanSeedsDiffer_isARegressionOfAccuracy(double factor) {
        SplittableRandom random = new SplittableRandom(6);

        Gate gate = gate(errors(ERRORS, x -> x), errors(ERRORS, x -> x * factor * scatter(random, 0.04)));

        assertThat(kinds(gate, Outcome.REGRESSION)).containsExactly(Check.Kind.ACCURACY);
    }

    /** The error rises by a sixth over 14 seeds, of which one becomes better. */
    @Test
    void of_thirteenOfFourteenSeedsWorse_isARegressionOfAccuracy() {
        SplittableRandom random = new SplittableRandom(7);
        double[] before =
                DoubleStream.generate(() -> 1e-4 * scatter(random, 1)).limit(14).toArray();
        double[] now =
                Arrays.stream(before).map(x -> x * 1.17 * scatter(random, 0.05)).toArray();
        now[4] = 0.97 * before[4];

        Gate gate = gate(Runs.run(Runs.errors("ejml", before)), Runs.run(Runs.errors("ejml", now)));

        assertThat(kinds(gate, Outcome.REGRESSION)).containsExactly(Check.Kind.ACCURACY);
    }

    /** The other seven cells have the same errors as before, bit for bit, so that they say nothing of chance. */
    @Test
    void of_oneCellTwiceAsBadAmongUnchangedOnes_isFoundInNineOfTen() {
        SplittableRandom random = new SplittableRandom(8);

        long found = IntStream.range(0, 200)
                .filter(round -> {
                    List<CellRecord> base = new ArrayList<>();
                    List<CellRecord> head = new ArrayList<>();
                    for (int i = 0; i < 8; i++) {
                        boolean isWorse = i == 3;
                        base.addAll(Runs.errors("b" + i, ERRORS));
                        head.addAll(Runs.errors("b" + i, scaled(x -> isWorse ? x * 2 * scatter(random, 0.3) : x)));
                    }
                    return gate(Runs.run(base), Runs.run(head)).outcome() == Outcome.REGRESSION;
                })
                .count();

        assertThat(found).isGreaterThanOrEqualTo(180);
    }

    private static double[] scaled(DoubleUnaryOperator change) {
        return Arrays.stream(ERRORS).map(change).toArray();
    }

    private static double scatter(SplittableRandom random, double deviation) {
        return Math.exp(deviation * random.nextGaussian());
    }

    /** Other rounding changes every error a little, in either direction: 500 gates over 8 cells. */
    @Test
    void of_otherRoundingOnly_isCalledWorseInLessThanOneOfAHundredGates() {
        SplittableRandom random = new SplittableRandom(9);

        long alarms = IntStream.range(0, 500)
                .filter(round -> {
                    List<CellRecord> base = new ArrayList<>();
                    List<CellRecord> head = new ArrayList<>();
                    for (int i = 0; i < 8; i++) {
                        base.addAll(Runs.errors("b" + i, ERRORS));
                        head.addAll(Runs.errors("b" + i, scaled(x -> x * scatter(random, 0.2))));
                    }
                    return gate(Runs.run(base), Runs.run(head)).outcome() == Outcome.REGRESSION;
                })
                .count();

        assertThat(alarms).isLessThanOrEqualTo(5);
    }

    @Test
    void of_errorsThatChangedButAreNotWorse_isTold() {
        Gate gate = gate(errors(ERRORS, x -> x), errors(ERRORS, x -> x * (1 + 1e-12)));

        assertThat(gate.outcome()).isEqualTo(Outcome.PASS);
        assertThat(gate.checks(Outcome.PASS))
                .extracting(Check::reason)
                .contains("changed: with 7 of 7 seeds the error is another than before");
        assertThat(gate(errors(ERRORS, x -> x), errors(ERRORS, x -> x)).checks())
                .extracting(Check::reason)
                .containsOnly("");
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

    private static final LocalDate TODAY = LocalDate.parse("2026-06-01");

    private static Gate ruled(List<Rules.Threshold> thresholds, List<Rules.Waiver> waivers) {
        Tolerance tolerance = Tolerance.DEFAULT.with(new Rules("gate.toml", thresholds, waivers, TODAY));
        return Gate.of(Runs.compare(steps(FAST), steps(SLOW)), tolerance, Optional.empty());
    }

    private static Rules.Waiver waiver(String cells, Check.Kind kind, String until) {
        return new Rules.Waiver(new Rules.CellPattern(cells), kind, "a new library", LocalDate.parse(until));
    }

    @ParameterizedTest
    @CsvSource({
        "ejml cpu fit1d multi, TIME, 2026-06-01, true",
        "ejml * multi, TIME, 2026-07-01, true",
        "*, TIME, 2026-06-01, true",
        "ejml cpu fit1d, TIME, 2026-06-01, false",
        "djl *, TIME, 2026-06-01, false",
        "ejml *, ACCURACY, 2026-06-01, false",
        "ejml *, TIME, 2026-05-31, false"
    })
    void of_waivedRegression_passesUntilTheWaiverExpires(String cells, Check.Kind kind, String until, boolean passes) {
        Gate gate = ruled(List.of(), List.of(waiver(cells, kind, until)));

        assertThat(gate.outcome()).isEqualTo(passes ? Outcome.PASS : Outcome.REGRESSION);
        assertThat(gate.checks().stream().filter(check -> check.waiver().isPresent()))
                .hasSize(passes ? 1 : 0);
    }

    @Test
    void of_waivers_areTold() {
        assertThat(ruled(List.of(), List.of(waiver("*", Check.Kind.TIME, "2026-06-30")))
                        .checks(Outcome.PASS))
                .extracting(Check::reason)
                .contains("a regression, waived until 2026-06-30: a new library");
        assertThat(ruled(List.of(), List.of(waiver("*", Check.Kind.TIME, "2026-05-31")))
                        .checks(Outcome.REGRESSION))
                .extracting(Check::reason)
                .containsExactly("its waiver expired on 2026-05-31: a new library");
        assertThat(Gate.inDoubt(
                        Runs.compare(steps(FAST), steps(SLOW)),
                        Tolerance.DEFAULT.with(new Rules(
                                "gate.toml", List.of(), List.of(waiver("*", Check.Kind.TIME, "2026-06-30")), TODAY))))
                .isEmpty();
    }

    @Test
    void of_thresholdOfACell_isTheLastThatMatches() {
        Rules.Threshold wide = new Rules.Threshold(new Rules.CellPattern("ejml *"), Check.Kind.TIME, 0.5);
        Rules.Threshold narrow = new Rules.Threshold(new Rules.CellPattern("*"), Check.Kind.TIME, 0.05);

        assertThat(ruled(List.of(narrow, wide), List.of()).outcome()).isEqualTo(Outcome.PASS);
        assertThat(ruled(List.of(wide, narrow), List.of()).outcome()).isEqualTo(Outcome.REGRESSION);
    }

    /** A collapse with some seeds hides in the scatter that it makes itself: that is no pass. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void of_someSeedsAHundredTimesWorse_isNoPass(int count) {
        double[] worse = ERRORS.clone();
        for (int i = 0; i < count; i++) {
            worse[i] *= 100;
        }

        Gate gate = gate(errors(ERRORS, x -> x), Runs.run(Runs.errors("ejml", worse)));

        assertThat(gate.outcome()).isNotEqualTo(Outcome.PASS);
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

    /** The waived cell is not measured again; the second look is about the other. */
    @Test
    void of_waiverBesideASecondLook_isJudgedByTheFirst() {
        Tolerance tolerance = Tolerance.DEFAULT.with(
                new Rules("gate.toml", List.of(), List.of(waiver("ejml *", Check.Kind.TIME, "2026-06-30")), TODAY));
        RunRecord base = Runs.run(Runs.steps("ejml", FAST), Runs.steps("djl", FAST));
        RunRecord head = Runs.run(Runs.steps("ejml", SLOW), Runs.steps("djl", SLOW));
        RunRecord again = Runs.run(Runs.steps("djl", FAST));

        Gate gate = Gate.of(Runs.compare(base, head), tolerance, Optional.of(Runs.compare(base, again)));

        assertThat(gate.outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void unmatchedRules_mistypedPattern_isNamed() {
        Gate gate = ruled(List.of(), List.of(waiver("ejlm *", Check.Kind.TIME, "2026-06-30")));

        assertThat(gate.unmatchedRules()).containsExactly("ejlm *");
    }

    /** One seed tells that nothing changed, and no more. */
    @Test
    void of_oneSeed_passesOnlyWithTheSameError() {
        assertThat(kinds(gate(Runs.run(Runs.errors("ejml", 0.1)), Runs.run(Runs.errors("ejml", 0.1))), Outcome.PASS))
                .contains(Check.Kind.ACCURACY);
        assertThat(kinds(
                        gate(Runs.run(Runs.errors("ejml", 0.1)), Runs.run(Runs.errors("ejml", 0.5))),
                        Outcome.UNDECIDED))
                .contains(Check.Kind.ACCURACY);
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

    @Test
    void of_nothingInCommon_cannotDecide() {
        RunComparison nothing = Runs.compare(Runs.run(List.of()), Runs.run(List.of()));

        assertThat(Gate.of(nothing, Tolerance.DEFAULT, Optional.empty()).outcome())
                .isEqualTo(Outcome.UNDECIDED);
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
