package io.mscale.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.Disturbance;
import io.mscale.record.cell.Timing;
import io.mscale.record.sample.Disturbances;
import io.mscale.record.sample.Samples;
import io.mscale.report.summary.ConsoleReport;
import io.mscale.report.summary.MarkdownReport;
import io.mscale.report.table.SummaryCsv;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.sample.SampleEvidence;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTextsTest {

    private static CellRecord repeat(String backend, int repeat, double median, double others) {
        return Samples.withDisturbance(
                Samples.withMedianStep(Samples.ok(backend, "multi", repeat, 0.1), median),
                Disturbances.of(new double[] {24, 23}, Disturbances.others(others)));
    }

    private static Evidence fastest(double othersOfSimd) {
        return SampleEvidence.of(
                repeat("simd", 1, 0.01, othersOfSimd),
                repeat("simd", 2, 0.01, othersOfSimd),
                repeat("simd", 3, 0.01, 0),
                repeat("djl", 1, 0.02, 0),
                repeat("djl", 2, 0.02, 0),
                repeat("djl", 3, 0.02, 0));
    }

    private static String disturbed(Disturbance disturbance) {
        Evidence evidence = SampleEvidence.of(
                Samples.withId(Samples.withDisturbance(Samples.ok("djl", "multi", 0.1), disturbance), "djl-r2"));
        return Remarks.of(evidence).get(0);
    }

    @Test
    void remarks_disturbedCell_saysByWhat() {
        assertThat(disturbed(Disturbances.of(new double[] {24, 24}, Disturbances.others(0.205))))
                .isEqualTo("djl-r2 was measured on a disturbed machine: other processes took 41% of a core");
        assertThat(disturbed(Disturbances.of(new double[] {24, 12, 15, 24}, Disturbances.others(0.6))))
                .isEqualTo("djl-r2 was measured on a disturbed machine: other processes took 1.20 cores;"
                        + " the machine ran at 56% of its speed in 2 of 4 readings of the canary");
        assertThat(disturbed(Disturbances.complete()))
                .endsWith("; the host took the processors for 13% of the time;"
                        + " a quota stopped its threads for 10% of the time;"
                        + " the GPU lowered its clock to stay within its power limit;"
                        + " the GPU lowered its clock because it was hot; another process used the GPU");
    }

    @Test
    void remarks_quietMachine_areNone() {
        assertThat(Remarks.of(SampleEvidence.of(repeat("djl", 1, 0.1, 0.01)))).isEmpty();
    }

    @Test
    void tables_disturbedRepeats_markTheStepAndSayWhatTheMarkMeans() {
        List<String> table = ConsoleReport.of(fastest(0.4)).table();
        assertThat(table).anyMatch(line -> line.startsWith("simd") && line.contains("10.0 ms ~2/3 "));
        assertThat(table).noneMatch(line -> line.startsWith("djl") && line.contains("~"));
        assertThat(table).endsWith("~ measured on a disturbed machine, ~2/3: 2 of 3 repeats");
        assertThat(MarkdownReport.of(fastest(0.4))).contains("~2/3", "measured on a disturbed machine, ");
        assertThat(ConsoleReport.of(fastest(0)).table()).noneMatch(line -> line.contains("~"));
        assertThat(ConsoleReport.of(SampleEvidence.of(repeat("simd", 1, 0.01, 0.4)))
                        .table())
                .anyMatch(line -> line.contains("10.0 ms ~ "))
                .endsWith("~ measured on a disturbed machine");
    }

    @Test
    void verdict_winnerMostlyDisturbed_saysSo() {
        assertThat(Verdict.sentences(fastest(0.4)))
                .anyMatch(sentence -> sentence.contains("the shortest step is simd's")
                        && sentence.endsWith(", but simd was measured on a disturbed machine (2 of 3 repeats)"));
        assertThat(Verdict.sentences(fastest(0))).noneMatch(sentence -> sentence.contains("disturbed"));
    }

    @Test
    void verdict_disturbedRepeatsInTurns_saysBoth() {
        CellRecord[] cells = fastest(0.4).cells().stream()
                .map(cell -> Samples.with(cell.cell(), "timing.turns", List.of(new Timing.Turn(1, 10, 0.1, 0.1, 0.4))))
                .toArray(CellRecord[]::new);
        assertThat(Verdict.sentences(SampleEvidence.of(cells)))
                .anyMatch(sentence ->
                        sentence.endsWith(", but simd was measured on a disturbed machine (2 of 3 repeats, in turns)"));
        assertThat(Entry.of(SampleEvidence.of(cells).cells()).get(0).isMostlyDisturbed())
                .isTrue();
    }

    @Test
    void remarks_unsteadySteps_areTold() {
        assertThat(unsteady(0.1, 0.1, 5))
                .containsExactly(
                        "djl-cpu-fit1d-multi-1: its steps were unsteady: the median step took 100 ms, all steps 200 ms on average");
        assertThat(unsteady(0.1, 0.04, 9))
                .containsExactly("djl-cpu-fit1d-multi-1: its steps were unsteady: the median step took 100 ms,"
                        + " the shortest twentieth at most 40.0 ms");
        assertThat(unsteady(0.1, 0.06, 8)).isEmpty();
    }

    private static List<String> unsteady(double median, double p05, double perSecond) {
        List<Double> samples = Collections.nCopies(40, median);
        CellRecord cell = Samples.with(
                Samples.ok("djl", "multi", 0.1),
                "timing.step",
                new CellRecord.StepTime(median, p05, median, samples, List.of()));
        return Remarks.of(SampleEvidence.of(Samples.with(cell, "timing.stepsPerSecond", perSecond)));
    }

    @Test
    void csv_watchedCells_haveTheCanary() {
        String[] lines = SummaryCsv.of(SampleEvidence.of(
                        Samples.withCanary(Samples.ok("djl", "multi", 0.1), 24, 12, 18),
                        Samples.ok("ejml", "multi", 0.1)))
                .split("\n", -1);
        assertThat(lines[0]).endsWith(",canaryMin,canaryMedian,othersShare,disturbed");
        assertThat(lines[1]).endsWith(",0.5,0.75,0.0,false");
        assertThat(lines[2]).endsWith(",,,,");
    }
}
