package io.mscale.report.html;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.network.Scales;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.TrainedRound;
import io.mscale.record.sample.Samples;
import io.mscale.report.summary.ConsoleReport;
import io.mscale.report.summary.MarkdownReport;
import io.mscale.report.text.Remarks;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.sample.SampleEvidence;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellSettingsTest {

    private static final String CHOICE = "Scales for fit1d multi chosen from the training data: 100 from 1 to 203";

    @Test
    void of_rounds_namesEachWithItsStepScalesAndFactor() {
        CellRecord plain = Samples.ok("ejml", "multi", 0.1);
        CellRecord inRounds = Samples.with(
                Samples.with(plain, "cell.training.rounds", new CellSpec.Rounds(3, true)),
                "work.trainedRounds",
                List.of(
                        new TrainedRound(0, Scales.parse("1,2"), 1),
                        new TrainedRound(100, Scales.parse("30,40"), 0.0125)));
        Evidence evidence = SampleEvidence.of(plain, inRounds);

        assertThat(CellSettings.of(evidence.cells().get(0)).settings()).doesNotContainKey("rounds");
        assertThat(CellSettings.of(evidence.cells().get(0)).settings().get("network"))
                .contains(", 10 parameters, float32");
        assertThat(CellSettings.of(evidence.cells().get(1)).settings())
                .containsEntry(
                        "rounds",
                        "1 of 3 after 0 steps, scales 1,2, times 1.0e0; 2 of 3 after 100 steps, scales 30,40, times 1.3e-2");
        assertThat(CellSettings.of(evidence.cells().get(1)).settings().get("network"))
                .contains(", 10 parameters in 3 networks, float32");
    }

    @Test
    void of_bestOfTheSecondRound_saysThatTheThirdIsNotInTheResult() {
        CellRecord inRounds = Samples.with(
                Samples.with(Samples.ok("ejml", "multi", 0.1), "cell.training.rounds", new CellSpec.Rounds(3, false)),
                "work.trainedRounds",
                List.of(
                        new TrainedRound(0, Scales.one(), 1),
                        new TrainedRound(100, Scales.one(), 0.5),
                        new TrainedRound(200, Scales.one(), 0.25)));
        CellRecord.Accuracy accuracy = requireNonNull(inRounds.accuracy());

        String second = settings(Samples.with(inRounds, "accuracy", accuracy.validated(0.1, 200)))
                .get("rounds");
        assertThat(second)
                .contains("times 5.0e-1; 3 of 3 after 200 steps")
                .endsWith("times 2.5e-1, not in the result")
                .containsOnlyOnce("not in the result");
        // The first network is the result even of no step at all.
        assertThat(settings(Samples.with(inRounds, "accuracy", accuracy.validated(0.1, 0)))
                        .get("rounds"))
                .startsWith("1 of 3 after 0 steps, scales 1, times 1.0e0;")
                .contains("times 5.0e-1, not in the result");
        assertThat(settings(inRounds).get("rounds")).doesNotContain("not in");
        assertThat(settings(inRounds).get("training")).contains("steps in 3 rounds of adam");
    }

    private static Map<String, String> settings(CellRecord cell) {
        return CellSettings.of(SampleEvidence.of(cell).cells().get(0)).settings();
    }

    @Test
    void of_choices_areSettingsOfTheCellAndToldOnceInEveryReport() {
        Evidence evidence = SampleEvidence.of(
                Samples.withChoices(Samples.ok("ejml", "multi", 1, 0.1), CHOICE),
                Samples.withChoices(Samples.ok("ejml", "multi", 2, 0.1), CHOICE),
                Samples.ok("ejml", "single", 1, 0.5));

        assertThat(CellSettings.of(evidence.cells().get(0)).settings()).containsEntry("chosen", CHOICE);
        assertThat(CellSettings.of(evidence.cells().get(2)).settings()).doesNotContainKey("chosen");
        assertThat(Remarks.of(evidence)).containsOnlyOnce(CHOICE);
        assertThat(ConsoleReport.of(evidence).remarks()).contains(CHOICE);
        assertThat(MarkdownReport.of(evidence)).containsOnlyOnce(CHOICE);
    }
}
