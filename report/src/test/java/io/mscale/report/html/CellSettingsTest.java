package io.mscale.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.sample.Samples;
import io.mscale.report.summary.ConsoleReport;
import io.mscale.report.summary.MarkdownReport;
import io.mscale.report.text.Remarks;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.sample.SampleEvidence;
import org.junit.jupiter.api.Test;

class CellSettingsTest {

    private static final String CHOICE = "Scales for fit1d multi chosen from the training data: 100 from 1 to 203";

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
