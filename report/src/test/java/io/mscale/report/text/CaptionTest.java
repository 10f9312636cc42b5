package io.mscale.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.TaskSettings;
import io.mscale.record.sample.Samples;
import io.mscale.results.sample.SampleEvidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaptionTest {

    private static CellRecord cell(String id, String variant, String loss) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("mu", "6pi");
        options.put("loss", loss);
        return Samples.with(
                Samples.withId(Samples.ok("ejml", variant, 0.1), id),
                "cell.taskSettings",
                new TaskSettings(options, List.of(), null));
    }

    /** Which problem was solved, and by which loss. */
    @Test
    void training_taskWithOptions_namesThem() {
        assertThat(Caption.training(SampleEvidence.of(
                        cell("1", "single", "energy"), cell("2", "multi", "energy"), cell("3", "multi", "residual"))))
                .startsWith("fit1d with mu 6pi, loss energy / residual; preset ");
    }

    @Test
    void training_taskWithoutOptions_beginsWithTheSize() {
        assertThat(Caption.training(SampleEvidence.of(Samples.ok("ejml", "multi", 0.1))))
                .startsWith("preset ");
    }
}
