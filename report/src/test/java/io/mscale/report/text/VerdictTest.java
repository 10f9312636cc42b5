package io.mscale.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.sample.Samples;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.sample.SampleEvidence;
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
    void sentences_nothingToCompare_isSilent() {
        assertThat(Verdict.sentences(cells())).isEmpty();
        assertThat(Verdict.sentences(cells(cell("single", 0.1)))).isEmpty();
        assertThat(Verdict.sentences(cells(cell("multi", 0.1)))).isEmpty();
        assertThat(Verdict.sentences(
                        cells(cell("single", 0.1), Samples.failed("ejml", CellStatus.FAILED, "training diverged"))))
                .isEmpty();
    }
}
