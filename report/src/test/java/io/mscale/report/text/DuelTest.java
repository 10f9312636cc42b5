package io.mscale.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.sample.Samples;
import io.mscale.results.evidence.Duel;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.SelfCheck;
import io.mscale.results.sample.SampleEvidence;
import io.mscale.results.statistics.Decision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuelTest {

    private static final double[] FAST = {1.00, 1.01, 1.02, 0.99};
    private static final double[] SLOW = {2.00, 2.02, 2.04, 1.98};

    private final List<CellRecord> cells = new ArrayList<>();

    private Evidence evidence() {
        return SampleEvidence.of(cells.toArray(CellRecord[]::new));
    }

    private void add(String backend, double... steps) {
        cells.addAll(Samples.repeats(backend, false, steps));
    }

    private void addTwins(String backend, double... steps) {
        cells.addAll(Samples.repeats(backend, true, steps));
    }

    @Test
    void of_fourRepeatsApart_saysWhoIsFaster() {
        add("fast", FAST);
        add("slow", SLOW);

        assertThat(Duel.of(evidence())).singleElement().satisfies(duel -> {
            assertThat(duel.decision()).isEqualTo(Decision.FASTER);
            assertThat(duel.comparison().ratio()).isCloseTo(0.5, within(1e-9));
        });
        assertThat(Verdict.sentences(evidence()))
                .anyMatch(sentence ->
                        sentence.contains("slow takes 2.00 times as long (95% interval 1.94 to 2.06, p = 0.029"));
    }

    @Test
    void of_threeRepeats_cannotDecide() {
        add("fast", 1.00, 1.01, 1.02);
        add("slow", 2.00, 2.02, 2.04);

        assertThat(Duel.of(evidence())).extracting(Duel::decision).containsExactly(Decision.CANNOT_DECIDE);
        assertThat(Verdict.sentences(evidence()))
                .anyMatch(sentence -> sentence.contains("not tested: it takes --repeats 4"));
    }

    @Test
    void of_overlapping_isNoDifference() {
        add("one", 1.00, 1.03, 1.02, 0.99);
        add("other", 1.01, 1.00, 1.04, 0.98);

        assertThat(Duel.of(evidence())).extracting(Duel::decision).containsExactly(Decision.NO_DIFFERENCE);
        assertThat(Verdict.sentences(evidence()))
                .anyMatch(sentence -> sentence.contains("no difference measured between the steps of"));
    }

    @Test
    void of_differenceBelowTheMachinesNoise_isNoDifference() {
        add("one", 1.00, 1.01, 1.02, 1.03);
        add("other", 1.05, 1.06, 1.07, 1.08);
        assertThat(Duel.of(evidence())).extracting(Duel::decision).containsExactly(Decision.FASTER);

        addTwins("one", 0.90, 1.12, 0.93, 1.09);

        assertThat(Duel.of(evidence())).extracting(Duel::decision).containsExactly(Decision.NO_DIFFERENCE);
    }

    @Test
    void of_manyPairs_correctsTheirP() {
        add("a", FAST);
        add("b", SLOW);
        add("c", 1.00, 1.03, 1.02, 0.98);

        Duel clear = Duel.of(evidence()).get(0);

        assertThat(clear.adjustedP()).isGreaterThan(clear.comparison().p());
    }

    @Test
    void selfCheck_twins_tellTheNoiseAndDoNotCompete() {
        add("one", 1.00, 1.01, 1.02, 0.99);
        addTwins("one", 1.01, 1.00, 1.02, 0.98);

        assertThat(evidence().cells()).hasSize(4);
        assertThat(SelfCheck.of(evidence())).singleElement().satisfies(check -> assertThat(
                        check.floor().orElseThrow().relative())
                .isBetween(0.01, 0.2));
        assertThat(Verdict.sentences(evidence()))
                .anyMatch(
                        sentence -> sentence.matches(
                                "one cpu fit1d multi against itself: no difference; here and now differences below [0-9.]+% mean nothing"));
    }

    @Test
    void selfCheck_tooFewRepeats_saysSo() {
        add("one", 1.00, 1.01);
        addTwins("one", 1.01, 1.00);

        assertThat(Verdict.sentences(evidence()))
                .anyMatch(sentence -> sentence.contains("too few repeats to tell the noise"));
    }

    @Test
    void of_unlikeSettings_areNotCompared() {
        CellRecord one = Samples.repeats("one", false, FAST).get(0);
        CellRecord other = Samples.repeats("other", false, SLOW).get(0);
        assertThat(Duel.of(SampleEvidence.of(one, other))).hasSize(1);

        assertThat(Duel.of(SampleEvidence.of(one, Samples.at(other, "gpu", "fit1d"))))
                .isEmpty();
    }
}
