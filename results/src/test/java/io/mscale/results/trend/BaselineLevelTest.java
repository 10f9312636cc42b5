package io.mscale.results.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Samples;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.EarlierRuns;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.Runs;
import io.mscale.results.gate.Check;
import io.mscale.results.gate.Gate;
import io.mscale.results.gate.Outcome;
import io.mscale.results.gate.Tolerance;
import io.mscale.results.history.HistoryEntry;
import io.mscale.results.history.HistoryRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineLevelTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int CELLS = 4;
    private static final int REPEATS = 5;

    /** What a night's machine does to all repeats of a cell, and each repeat on its own. */
    private static final double BETWEEN_RUNS = 0.02;

    private static final double WITHIN_RUN = 0.005;

    private static RunRecord run(SplittableRandom random, String id, double factorOfFirst) {
        List<CellRecord> cells = new ArrayList<>();
        for (int i = 0; i < CELLS; i++) {
            double level = 0.1 * (i == 0 ? factorOfFirst : 1) * Math.exp(BETWEEN_RUNS * random.nextGaussian());
            cells.addAll(Runs.steps("b" + i, Runs.scattered(random, REPEATS, level, WITHIN_RUN)));
        }
        RunRecord run = Runs.run(cells);
        return new RunRecord(
                run.schema(),
                id,
                run.tool(),
                run.startedAt(),
                run.startedAt(),
                null,
                run.command(),
                run.environment(),
                run.cells());
    }

    /** Runs a day apart. */
    private static List<HistoryRun> history(SplittableRandom random, int days, IntToDoubleFunction factorOfFirst) {
        return IntStream.range(0, days)
                .mapToObj(day -> {
                    Instant time = START.plusSeconds(86_400L * day);
                    RunRecord run = run(random, "run-" + day, factorOfFirst.applyAsDouble(day));
                    return new HistoryRun(Path.of("run-" + day + ".json"), HistoryEntry.of(run, "c" + day, time), time);
                })
                .toList();
    }

    private static Gate gate(HistoryRun baseline, EarlierRuns level, RunRecord head) {
        return Gate.of(Runs.compare(baseline.record(), head).against(level), Tolerance.DEFAULT, Optional.empty());
    }

    private static List<Double> steps(EarlierRuns level, HistoryRun of) {
        return level.values(CellKey.of(of.record().cells().get(0)), Metric.STEP);
    }

    /** How many of a history's runs, all alike, are of the level of one of them. */
    private static int counted(int days, int baseline, String head) {
        List<HistoryRun> runs = history(new SplittableRandom(1), days, day -> 1);
        return steps(BaselineLevel.of(runs, runs.get(baseline), head), runs.get(0))
                .size();
    }

    @Test
    void of_runsAfterTheBaseline_doNotCount() {
        assertThat(counted(12, 7, "head")).isEqualTo(8);
    }

    @Test
    void of_longHistory_isTheLastTwenty() {
        assertThat(counted(30, 29, "head")).isEqualTo(20);
    }

    @Test
    void of_runsBeforeALastingChange_doNotCount() {
        List<HistoryRun> runs = history(new SplittableRandom(1), 20, day -> day < 12 ? 2 : 1);

        assertThat(steps(BaselineLevel.of(runs, runs.get(19), "head"), runs.get(0)))
                .hasSize(8)
                .allMatch(step -> step < 0.15);
    }

    @Test
    void of_theRunThatIsJudged_doesNotCount() {
        assertThat(counted(10, 9, "run-4")).isEqualTo(9);
    }

    /** Of the level only what could decide in a head counts, and the baseline, which the user chose. */
    @Test
    void of_disturbedRunsAndRepeats_countAsAHeadsDo() {
        List<Integer> disturbed = List.of(0, 3, 4, 0, 2, 7, 1, 0, 7);
        List<HistoryRun> runs = IntStream.range(0, disturbed.size())
                .mapToObj(day -> entry(TrendTest.disturbed(disturbed.get(day)), day))
                .toList();

        assertThat(steps(BaselineLevel.of(runs, runs.get(7), "head"), runs.get(0)))
                .containsExactly(0.1, 0.1, 0.1, 0.1, 0.1, 0.1);
        assertThat(steps(BaselineLevel.of(runs, runs.get(8), "head"), runs.get(0)))
                .as("a new level, accepted")
                .containsExactly(0.2);
    }

    private static HistoryRun entry(RunRecord run, int day) {
        Instant time = START.plusSeconds(86_400L * day);
        RunRecord named = Samples.with(run, "runId", "run-" + day);
        return new HistoryRun(Path.of("run-" + day + ".json"), HistoryEntry.of(named, "c" + day, time), time);
    }

    /** A history of four runs, and a head that is slower than the last of them by a tenth. */
    @Test
    void against_tooFewRuns_cannotDecide() {
        SplittableRandom random = new SplittableRandom(1);
        List<HistoryRun> runs = history(random, 4, day -> 1);
        HistoryRun baseline = runs.get(3);

        Gate gate = gate(baseline, BaselineLevel.of(runs, baseline, "head"), run(random, "head", 1.3));

        assertThat(gate.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(gate.checks(Outcome.UNDECIDED))
                .extracting(Check::reason)
                .anyMatch(reason -> reason.contains("4 of the history's runs tell, and 5 are needed"));
    }

    /** Its slowdown was accepted by making it the baseline: it and what follows is the level. */
    @Test
    void of_baselineAboveTheRunsBefore_beginsALevel() {
        List<HistoryRun> runs = history(new SplittableRandom(1), 12, day -> day >= 10 ? 1.3 : 1);

        assertThat(steps(BaselineLevel.of(runs, runs.get(10), "head"), runs.get(0)))
                .hasSize(1)
                .allMatch(step -> step > 0.12);
        assertThat(steps(BaselineLevel.of(runs, runs.get(11), "head"), runs.get(0)))
                .hasSize(2);
        assertThat(steps(BaselineLevel.of(runs, runs.get(9), "head"), runs.get(0)))
                .hasSize(10);
    }

    /** A lucky night is one of many. */
    @Test
    void of_baselineBelowTheRunsBefore_isOneOfThem() {
        List<HistoryRun> runs = history(new SplittableRandom(1), 12, day -> day == 11 ? 0.8 : 1);

        assertThat(steps(BaselineLevel.of(runs, runs.get(11), "head"), runs.get(0)))
                .hasSize(12);
    }

    /** Two nights are no luck: what is slower than they are does not pass, although it was usual before. */
    @Test
    void against_improvementThatIsLostAgain_isNoPass() {
        SplittableRandom random = new SplittableRandom(1);
        List<HistoryRun> runs = history(random, 12, day -> day >= 10 ? 0.8 : 1);
        HistoryRun baseline = runs.get(11);

        EarlierRuns level = BaselineLevel.of(runs, baseline, "head");

        assertThat(steps(level, runs.get(0))).hasSize(2);
        assertThat(gate(baseline, level, run(random, "head", 1)).outcome()).isEqualTo(Outcome.UNDECIDED);
    }

    /** The nights after the first are slower, and never decided: they do not become the level by their number. */
    @Test
    void against_youngBaseline_neverPassesASlowdownByWaiting() {
        SplittableRandom random = new SplittableRandom(1);
        List<HistoryRun> runs = history(random, 9, day -> day >= 1 ? 1.2 : 1);

        EarlierRuns level = BaselineLevel.of(runs, runs.get(0), "head");

        assertThat(gate(runs.get(0), level, run(random, "head", 1.2)).outcome()).isEqualTo(Outcome.UNDECIDED);
    }

    /** Four nights were slow, none of them the baseline, then that was reverted. */
    @Test
    void against_redNightsBefore_areNoPartOfTheLevel() {
        SplittableRandom random = new SplittableRandom(1);
        List<HistoryRun> runs = history(random, 15, day -> day >= 9 && day < 13 ? 1.5 : 1);
        HistoryRun baseline = runs.get(14);

        Gate gate = gate(baseline, BaselineLevel.of(runs, baseline, "head"), run(random, "head", 1.3));

        assertThat(gate.checks(Outcome.REGRESSION))
                .extracting(check -> check.key().backend())
                .containsExactly("b0");
    }

    /** Repeats of a run that scatter by half say little of their median: neither of a level nor against one. */
    @Test
    void of_runWithWildRepeats_doesNotCount() {
        SplittableRandom random = new SplittableRandom(1);
        List<HistoryRun> runs = new ArrayList<>(history(random, 8, day -> 1));
        RunRecord wild = Runs.run(Runs.steps("b0", 0.05, 0.2, 0.08, 0.16, 0.12));
        HistoryRun last = runs.get(7);
        runs.add(new HistoryRun(Path.of("wild.json"), HistoryEntry.of(wild, "c", last.startedAt()), last.startedAt()));

        EarlierRuns level = BaselineLevel.of(runs, runs.get(8), "head");
        Gate gate = gate(last, BaselineLevel.of(runs, last, "head"), wild);

        assertThat(steps(level, last)).hasSize(8);
        assertThat(gate.checks(Outcome.REGRESSION)).isEmpty();
        assertThat(gate.checks(Outcome.UNDECIDED))
                .extracting(Check::reason)
                .contains("too noisy to see anything smaller than its noise");
    }

    /**
     * Against one run, chance alarms in every other gate, since runs differ by four times what their repeats show; against the
     * level in one of a hundred: of 200 gates at most 5, by chance.
     */
    @ParameterizedTest
    @ValueSource(ints = {5, 20})
    void against_sameCode_alarmsInAtMostOneOfAHundredGates(int days) {
        SplittableRandom random = new SplittableRandom(77);
        int gates = 200;
        int alarms = 0;
        int ofSingleRuns = 0;
        for (int i = 0; i < gates; i++) {
            List<HistoryRun> runs = history(random, days, day -> 1);
            HistoryRun baseline = runs.get(days - 1);
            RunRecord head = run(random, "head", 1);
            EarlierRuns level = BaselineLevel.of(runs, baseline, "head");
            alarms += gate(baseline, level, head).outcome() == Outcome.REGRESSION ? 1 : 0;
            Gate single = Gate.of(Runs.compare(baseline.record(), head), Tolerance.DEFAULT, Optional.empty());
            ofSingleRuns += single.outcome() == Outcome.REGRESSION ? 1 : 0;
        }

        assertThat(alarms).as("of the level").isLessThanOrEqualTo(5);
        assertThat(ofSingleRuns).as("of single runs").isGreaterThan(gates / 5);
    }

    @ParameterizedTest
    @CsvSource({"8, 1.2, 0.9", "20, 1.1, 0.75", "20, 1.15, 0.95"})
    void against_slowerCell_isFound(int days, double factor, double share) {
        SplittableRandom random = new SplittableRandom(3);
        int gates = 100;
        long found = IntStream.range(0, gates)
                .filter(i -> {
                    List<HistoryRun> runs = history(random, days, day -> 1);
                    HistoryRun baseline = runs.get(days - 1);
                    Gate gate = gate(baseline, BaselineLevel.of(runs, baseline, "head"), run(random, "head", factor));
                    return gate.checks(Outcome.REGRESSION).stream()
                            .anyMatch(check -> check.key().backend().equals("b0"));
                })
                .count();

        assertThat(found).isGreaterThanOrEqualTo((long) (share * gates));
    }
}
