package io.mscale.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.StepCounts;
import io.mscale.record.sample.Samples;
import io.mscale.results.sample.SampleEvidence;
import org.junit.jupiter.api.Test;

class RemarksTest {

    private static CellRecord uncounted(int repeat) {
        return Samples.with(
                Samples.ok("ejml", "multi", repeat, 0.1),
                "work.counts",
                new StepCounts(100, null, 24.0, "perf said '<b>'"));
    }

    @Test
    void of_instructionsThatCouldNotBeCounted_saysWhyOnceForEachBackend() {
        assertThat(Remarks.of(SampleEvidence.of(uncounted(1), uncounted(2))))
                .containsOnlyOnce("ejml: its instructions were not counted: perf said '<b>'");
    }
}
