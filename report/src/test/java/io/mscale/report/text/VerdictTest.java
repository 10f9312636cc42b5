package io.mscale.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Samples;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.sample.SampleEvidence;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static CellRecord cell(String variant, double mse) {
        return Samples.ok("ejml", variant, mse);
    }

    private static Evidence cells(CellRecord... cells) {
        return SampleEvidence.of(cells);
    }

    @Test
    void sentences_multiBelowSingle_saysHowManyTimes() {
        assertThat(Verdict.sentences(cells(cell("single", 0.516), cell("multi", 1.2e-3))))
                .containsExactly("multi reached 1.2e-3, 430 times below single (5.2e-1), one seed");
    }

    @Test
    void sentences_multiAboveSingle_saysSo() {
        assertThat(Verdict.sentences(cells(cell("multi", 0.72), cell("single", 0.1))))
                .containsExactly("multi reached 7.2e-1, 7.2 times above single (1.0e-1), one seed");
    }

    @Test
    void sentences_equalOrZero_divideByNothing() {
        assertThat(Verdict.sentences(cells(cell("single", 0.5), cell("multi", 0.5))))
                .containsExactly("multi reached 5.0e-1, the same as single (5.0e-1), one seed");
        assertThat(Verdict.sentences(cells(cell("single", 0), cell("multi", 0))))
                .containsExactly("multi reached 0, the same as single (0), one seed");
        assertThat(Verdict.sentences(cells(cell("single", 0.5), cell("multi", 0))))
                .containsExactly("multi reached 0, below single (5.0e-1), one seed");
        assertThat(Verdict.sentences(cells(cell("single", 0), cell("multi", 0.5))))
                .containsExactly("multi reached 5.0e-1, above single (0), one seed");
    }

    @Test
    void sentences_repeats_compareMedians() {
        assertThat(Verdict.sentences(cells(
                        cell("single", 1),
                        cell("single", 2),
                        cell("single", 90),
                        cell("multi", 0.1),
                        cell("multi", 0.3))))
                .containsExactly("multi reached 2.0e-1, 10 times below single (2.0e0), one seed");
    }

    @Test
    void sentences_severalGroups_areNamed() {
        assertThat(Verdict.sentences(cells(
                        Samples.ok("ejml", "single", 0.4),
                        Samples.ok("djl", "single", 0.8),
                        Samples.ok("ejml", "multi", 0.1),
                        Samples.ok("djl", "multi", 0.1))))
                .containsExactly(
                        "ejml cpu fit1d: multi reached 1.0e-1, 4.0 times below single (4.0e-1), one seed",
                        "djl cpu fit1d: multi reached 1.0e-1, 8.0 times below single (8.0e-1), one seed",
                        "cpu fit1d multi: first to stay below test MSE 1.0e-2 is ejml, after 2.50 s and 20"
                                + " steps; djl takes about as long (one seed)",
                        "cpu fit1d single: the shortest step is ejml's, 125 ms; djl takes about as long"
                                + " (not tested: it takes --repeats 4)",
                        "cpu fit1d multi: the shortest step is ejml's, 125 ms; djl takes about as long"
                                + " (not tested: it takes --repeats 4)");
    }

    @Test
    void sentences_severalOtherVariants_nameTheBest() {
        assertThat(Verdict.sentences(cells(cell("siren", 0.2), cell("single", 0.8), cell("multi", 0.1))))
                .containsExactly("multi reached 1.0e-1, 8.0 times below single (8.0e-1), one seed");
    }

    @Test
    void sentences_seedsThatOverlap_claimNoOrder() {
        assertThat(sentences(seeds("single", 1, 2, 3, 4, 5), seeds("multi", 0.5, 1.5, 2.5, 3.5, 4.5)))
                .singleElement()
                .asString()
                .startsWith("multi reached 2.5e0 [5.0e-1, 4.5e0], single 3.0e0 [1.0e0, 5.0e0], over 5 seeds: no"
                        + " difference shown, p = ");
        assertThat(sentences(seeds("single", 1, 3), seeds("multi", 0.5, 2)))
                .containsExactly("multi reached 1.3e0 [5.0e-1, 2.0e0], single 2.0e0 [1.0e0, 3.0e0], over 2 seeds: they"
                        + " overlap, which shows no order");
    }

    @Test
    void sentences_fewSeedsThatDoNotOverlap_areNotTested() {
        assertThat(sentences(seeds("single", 1, 3), seeds("multi", 0.1, 0.3)))
                .containsExactly("multi reached 2.0e-1 [1.0e-1, 3.0e-1], 10 times below single (2.0e0 [1.0e0, 3.0e0]),"
                        + " over 2 seeds (not tested: it takes --repeats 5)");
    }

    @Test
    void sentences_unequalSteps_claimNoOrder() {
        CellRecord stopped = Samples.with(cell("multi", 0.01), "timing.steps", 40);
        assertThat(Verdict.sentences(cells(cell("single", 0.5), stopped)))
                .containsExactly(
                        "multi reached 1.0e-2 after 40 steps, single 5.0e-1 after 100 steps: trained for unequal"
                                + " numbers of steps, they are not compared");
    }

    @Test
    void sentences_noSingleScale_compareTheBestTwo() {
        assertThat(Verdict.sentences(cells(cell("siren", 0.2), cell("fourier", 0.8), cell("multi", 0.1))))
                .containsExactly("multi reached 1.0e-1, 2.0 times below siren (2.0e-1), one seed");
    }

    @Test
    void sentences_runCutOff_sayWhatIsMissing() {
        RunRecord run = Samples.run(cell("single", 0.5)).withPlannedCells(4).finishedAt(null);

        assertThat(Verdict.sentences(Evidence.of(Samples.FOLDER, run)))
                .containsExactly("Not complete: 1 of 4 cells have ended: the run was cut off or is not over");
    }

    @Test
    void sentences_timesToTargetThatOverlap_nameNoFirst() {
        Stream<CellRecord> ejml = reached("ejml", 1, 2, 3, 4, 5);
        Stream<CellRecord> djl = reached("djl", 2, 1, 4, 3, 6);
        assertThat(sentences(ejml, djl))
                .anyMatch(sentence -> sentence.startsWith("cpu fit1d multi: no difference shown between the times from"
                        + " which ejml, 3.00 s, and djl, 3.00 s, stay below test MSE 1.0e-2 (over 5 seeds, p = "))
                .noneMatch(sentence -> sentence.contains("first to"));
        assertThat(sentences(reached("ejml", 1, 2, 3, 4, 5), reached("djl", 21, 22, 23, 24, 25)))
                .anyMatch(
                        sentence -> sentence.startsWith("cpu fit1d multi: first to stay below test MSE 1.0e-2 is ejml,"
                                + " after 3.00 s and 20 steps; djl takes 7.7 times as long (over 5 seeds, p = 0.016)"));
    }

    private static List<String> sentences(Stream<CellRecord> some, Stream<CellRecord> others) {
        return Verdict.sentences(cells(Stream.concat(some, others).toArray(CellRecord[]::new)));
    }

    /** Repeats with seeds of their own, one for each error. */
    private static Stream<CellRecord> seeds(String variant, double... testMse) {
        return IntStream.range(0, testMse.length)
                .mapToObj(i -> Samples.withSeed(Samples.ok("ejml", variant, i + 1, testMse[i]), i, ""));
    }

    /** Repeats with seeds of their own, one for each time to the target. */
    private static Stream<CellRecord> reached(String backend, double... seconds) {
        return IntStream.range(0, seconds.length)
                .mapToObj(i -> Samples.withTimeToTarget(
                        Samples.withSeed(Samples.ok(backend, "multi", i + 1, 0.005), i, ""),
                        new CellRecord.TimeToTarget(0.01, seconds[i], 20)));
    }

    @Test
    void sentences_nothingToCompare_isSilent() {
        assertThat(Verdict.sentences(cells())).isEmpty();
        assertThat(Verdict.sentences(cells(cell("single", 0.1)))).isEmpty();
        assertThat(Verdict.sentences(cells(cell("multi", 0.1)))).isEmpty();
        assertThat(Verdict.sentences(
                        cells(cell("single", 0.1), Samples.failed("ejml", CellStatus.FAILED, "training diverged"))))
                .isEmpty();
    }
}
