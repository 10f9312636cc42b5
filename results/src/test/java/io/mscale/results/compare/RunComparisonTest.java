package io.mscale.results.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.training.Loss;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.ProcessorSamples;
import io.mscale.record.sample.Samples;
import io.mscale.results.statistics.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunComparisonTest {

    private static final double[] FAST = {0.100, 0.101, 0.102, 0.099, 0.100, 0.101, 0.099};
    private static final double[] SLOW = {0.110, 0.111, 0.112, 0.109, 0.110, 0.111, 0.109};

    private static MetricComparison step(RunComparison comparison) {
        return comparison.cells().get(0).metric(Metric.STEP).orElseThrow();
    }

    @Test
    void of_slowerHead_isSlowerByItsRatio() {
        MetricComparison step =
                step(Runs.compare(Runs.run(Runs.steps("ejml", FAST)), Runs.run(Runs.steps("ejml", SLOW))));

        assertThat(step.decision()).isEqualTo(Decision.SLOWER);
        assertThat(step.comparison().ratio()).isCloseTo(1.1, within(0.01));
        assertThat(step.base()).isEqualTo(0.1);
        assertThat(step.head()).isEqualTo(0.11);
        assertThat(step.decision(0.2)).isEqualTo(Decision.NO_DIFFERENCE);
    }

    @Test
    void of_fasterHead_isFaster() {
        assertThat(step(Runs.compare(Runs.run(Runs.steps("ejml", SLOW)), Runs.run(Runs.steps("ejml", FAST))))
                        .decision())
                .isEqualTo(Decision.FASTER);
    }

    @Test
    void of_threeRepeats_cannotDecide() {
        assertThat(step(Runs.compare(Runs.run(Runs.steps("ejml", 1, 1.1, 1.2)), Runs.run(Runs.steps("ejml", 5, 6, 7))))
                        .decision())
                .isEqualTo(Decision.CANNOT_DECIDE);
    }

    @Test
    void of_manyCells_correctsForTheirNumber() {
        List<CellRecord> changed = Runs.steps("ejml", 0.100, 0.101, 0.102, 0.103);
        List<CellRecord> slower = Runs.steps("ejml", 0.110, 0.111, 0.112, 0.113);
        List<CellRecord> same = Runs.steps("djl", FAST);

        MetricComparison alone = step(Runs.compare(Runs.run(changed), Runs.run(slower)));
        MetricComparison amongOthers = step(Runs.compare(Runs.run(changed, same), Runs.run(slower, same)));

        assertThat(alone.adjustedP()).isEqualTo(alone.comparison().p());
        assertThat(amongOthers.adjustedP())
                .isCloseTo(2 * amongOthers.comparison().p(), within(1e-12));
        assertThat(alone.decision()).isEqualTo(Decision.SLOWER);
        assertThat(amongOthers.decision()).isEqualTo(Decision.NO_DIFFERENCE);
    }

    @Test
    void of_differentCells_areNotPaired() {
        RunComparison comparison = Runs.compare(Runs.run(Runs.steps("ejml", FAST)), Runs.run(Runs.steps("djl", FAST)));

        assertThat(comparison.cells()).isEmpty();
        assertThat(comparison.onlyBase()).extracting(CellKey::backend).containsExactly("ejml");
        assertThat(comparison.onlyHead()).extracting(CellKey::backend).containsExactly("djl");
    }

    @Test
    void otherSettings_namesWhatDiffers() {
        CellRecord cell = Samples.ok("ejml", "multi", 0.1);
        CellSpec.Training longer =
                new CellSpec.Training(200, 8, 4, 30_000, Loss.meanSquaredError(), "adam", 1e-3, 1e-7);

        RunComparison comparison =
                Runs.compare(Runs.run(List.of(cell)), Runs.run(List.of(Samples.withTarget(cell, longer, 0.01))));

        assertThat(comparison.cells()).isEmpty();
        assertThat(comparison.otherSettings(comparison.onlyHead().get(0))).containsExactly("steps (100 / 200)");
    }

    @Test
    void of_sameRepeatTwice_isRefused() {
        CellRecord cell = Samples.ok("ejml", "multi", 0.1);

        assertThatThrownBy(() -> Runs.compare(Runs.run(List.of(cell)), Runs.run(List.of(cell, cell))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the head 20260101-000000-abcd holds repeat 1 of ejml cpu fit1d multi twice");
    }

    /** A grid over seeds: two settings to the run, one cell to a comparison. */
    @Test
    void of_sameRepeatOfTwoSeeds_areTwoRepeats() {
        CellRecord cell = Samples.ok("ejml", "multi", 0.1);
        List<CellRecord> seeds = List.of(cell, Samples.withSeed(cell, 5, "seed 5"));

        assertThat(step(Runs.compare(Runs.run(seeds), Runs.run(seeds)))
                        .comparison()
                        .forksA())
                .isEqualTo(2);
    }

    @Test
    void machineDifferences_areNamedWithBothValues() {
        assertThat(Runs.compare(
                                Runs.run(Runs.steps("ejml", FAST)),
                                Runs.onCpu(Runs.run(Runs.steps("ejml", FAST)), "Another CPU"))
                        .machineDifferences())
                .containsExactly("processor ('A CPU' / 'Another CPU')");
    }

    @Test
    void otherRuntimePatch_sameFeatureVersion_isTheVersions() {
        RunRecord run = Runs.run(Runs.steps("ejml", FAST));
        RunRecord before = ProcessorSamples.withJava(run, "OpenJDK 64-Bit Server VM 17.0.14+7");
        RunRecord after = ProcessorSamples.withJava(run, "OpenJDK 64-Bit Server VM 17.0.15+6");
        RunRecord next = ProcessorSamples.withJava(run, "OpenJDK 64-Bit Server VM 21.0.7+6");

        assertThat(Runs.compare(before, after).otherRuntimePatch()).contains("Java runtime 17.0.14+7 / 17.0.15+6");
        assertThat(Runs.compare(before, after).machineDifferences()).isEmpty();
        assertThat(Runs.compare(before, before).otherRuntimePatch()).isEmpty();
        assertThat(Runs.compare(before, next).otherRuntimePatch()).isEmpty();
        assertThat(Runs.compare(before, next).machineDifferences()).hasSize(1);
    }

    /** Twins that differ by a tenth say that a tenth means nothing. */
    @Test
    void noise_selfCheckThatDiffers_countsAsNoise() {
        List<CellRecord> twins = Samples.repeats("ejml", true, SLOW);

        MetricComparison step =
                step(Runs.compare(Runs.run(Runs.steps("ejml", FAST), twins), Runs.run(Runs.steps("ejml", SLOW))));

        assertThat(step.noise()).isGreaterThan(0.09);
        assertThat(step.decision()).isEqualTo(Decision.NO_DIFFERENCE);
    }

    @Test
    void errors_seedsOfOneRunOnly_doNotCount() {
        MetricComparison error = Runs.compare(
                        Runs.run(Runs.errors("ejml", 0.1, 0.2)), Runs.run(Runs.errors("ejml", 0.1, 0.2)))
                .cells()
                .get(0)
                .metric(Metric.TEST_MSE)
                .orElseThrow();

        assertThat(error.comparison().ratio()).isEqualTo(1);
    }

    @Test
    void names_cellsThatDifferInASetting_nameIt() {
        CellRecord cell = Samples.ok("ejml", "multi", 0.1);
        CellSpec.Training longer =
                new CellSpec.Training(200, 8, 4, 30_000, Loss.meanSquaredError(), "adam", 1e-3, 1e-7);
        CellKey other = CellKey.of(Samples.withTarget(cell, longer, 0.01));

        CellNames names = new CellNames(List.of(CellKey.of(cell), other));

        assertThat(names.of(CellKey.of(cell))).isEqualTo("ejml cpu fit1d multi (steps 100)");
        assertThat(names.of(other)).isEqualTo("ejml cpu fit1d multi (steps 200)");
        assertThat(new CellNames(List.of(other)).of(other)).isEqualTo("ejml cpu fit1d multi");
    }
}
