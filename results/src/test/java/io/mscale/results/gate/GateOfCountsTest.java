package io.mscale.results.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.StepCounts;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Samples;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instructions and allocations, beside step times that scatter by a tenth. */
class GateOfCountsTest {

    private static final double[] NOISY = {0.100, 0.110, 0.090, 0.105, 0.096};
    private static final double[] SCATTERED = {1, 1.0002, 0.9999, 1.0001, 1};

    private static RunRecord run(StepCounts... counts) {
        List<CellRecord> cells = new ArrayList<>();
        for (CellRecord cell : Runs.steps("ejml", NOISY)) {
            cells.add(Samples.with(cell, "work.counts", counts[cells.size() % counts.length]));
        }
        return Runs.run(cells);
    }

    private static RunRecord run(double instructions, @Nullable Double allocated) {
        StepCounts[] counts = new StepCounts[SCATTERED.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new StepCounts(100, instructions * SCATTERED[i], allocated, null);
        }
        return run(counts);
    }

    private static Gate gate(RunRecord base, RunRecord head, Metric... metrics) {
        return Gate.of(
                Runs.compare(base, head),
                Tolerance.of(List.of(metrics), Tolerance.STANDARD_MAX_NOISE),
                Optional.empty());
    }

    @Test
    void of_moreInstructions_isARegressionThatTheTimesHide() {
        Gate gate = gate(run(1e6, 0.0), run(1.02e6, 0.0), Metric.STEP, Metric.INSTRUCTIONS);

        assertThat(gate.checks(Outcome.REGRESSION))
                .singleElement()
                .extracting(Check::kind)
                .isEqualTo(Check.Kind.INSTRUCTIONS);
    }

    @Test
    void of_instructionsWithinTheThreshold_pass() {
        assertThat(gate(run(1e6, 0.0), run(1.005e6, 0.0), Metric.INSTRUCTIONS).outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(gate(run(1.02e6, 0.0), run(1e6, 0.0), Metric.INSTRUCTIONS).outcome())
                .isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, PASS",
        // less than a kilobyte is as good as nothing
        "0, 900, PASS",
        "0, 2000, REGRESSION",
        "1000000, 1000000, PASS",
        "1000000, 1020000, REGRESSION",
        "1020000, 1000000, PASS"
    })
    void of_allocations_thatAreTheSameInEveryRepeat_areCompared(double before, double now, Outcome outcome) {
        assertThat(gate(run(1e6, before), run(1e6, now), Metric.ALLOCATION).outcome())
                .isEqualTo(outcome);
    }

    @Test
    void of_runsWithoutCounts_saysWhatItTakes() {
        RunRecord uncounted = Runs.run(Runs.steps("ejml", NOISY));

        assertThat(gate(run(1e6, 0.0), uncounted, Metric.INSTRUCTIONS).checks(Outcome.UNDECIDED))
                .extracting(Check::reason)
                .containsExactly(
                        "the runs have no instructions in common: the head was trained without --counters, or by"
                                + " a program that does not know it");
    }

    @Test
    void of_runsThatCouldNotCount_saysWhy() {
        RunRecord uncounted = run(new StepCounts(100, null, 24.0, "there is no program perf to count with"));

        Gate gate = gate(uncounted, uncounted, Metric.INSTRUCTIONS, Metric.ALLOCATION);

        assertThat(gate.checks(Outcome.UNDECIDED))
                .extracting(Check::reason)
                .containsExactly("the runs have no instructions in common: there is no program perf to count with");
    }

    @Test
    void of_oneRunWithoutCounts_namesItAndNotWhatTheOtherCouldNotCount() {
        RunRecord counted = run(new StepCounts(100, null, 2400.0, "there is no program perf to count with"));

        assertThat(gate(Runs.run(Runs.steps("ejml", NOISY)), counted, Metric.ALLOCATION)
                        .checks(Outcome.UNDECIDED))
                .extracting(Check::reason)
                .singleElement()
                .asString()
                .contains("the base was trained without --counters");
        RunRecord lost = run(new StepCounts(100, 1e6, null, null));
        assertThat(gate(counted, lost, Metric.ALLOCATION).checks(Outcome.UNDECIDED))
                .extracting(Check::reason)
                .singleElement()
                .asString()
                .contains("threads ended");
    }

    @Test
    void of_countsThatScatter_cannotDecide() {
        double[] scattered = {1e6, 1.4e6, 0.8e6, 1.2e6, 0.7e6};
        StepCounts[] counts = new StepCounts[scattered.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new StepCounts(100, scattered[i], 0.0, null);
        }

        Gate gate = gate(run(counts), run(counts), Metric.INSTRUCTIONS);

        assertThat(gate.outcome()).isEqualTo(Outcome.UNDECIDED);
    }
}
