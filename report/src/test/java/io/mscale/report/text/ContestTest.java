package io.mscale.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.DataFile;
import io.mscale.record.cell.TaskSettings;
import io.mscale.record.sample.Samples;
import io.mscale.results.compare.CellKey;
import io.mscale.results.evidence.Contest;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.sample.SampleEvidence;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContestTest {

    private static final CellRecord CELL = Samples.ok("ejml", "multi", 0.1);

    private static CellRecord image(String backend, String path, String digest) {
        return Samples.withTask(
                Samples.ok(backend, "multi", 0.1),
                new TaskSettings(Map.of("image", path), List.of(new DataFile(path, digest)), null));
    }

    @Test
    void of_otherTaskOptions_areOtherContests() {
        CellRecord plane = Samples.withTask(CELL, new TaskSettings(Map.of("dimension", "2"), List.of(), null));
        CellRecord space = Samples.withTask(CELL, new TaskSettings(Map.of("dimension", "3"), List.of(), null));
        Evidence evidence = SampleEvidence.of(plane, space);

        assertThat(Entry.of(evidence.cells())).hasSize(2);
        assertThat(Remarks.of(evidence)).anyMatch(remark -> remark.contains("differ in task options"));
        assertThat(CellKey.of(space).differences(CellKey.of(plane))).containsExactly("task option dimension (3 / 2)");
    }

    @Test
    void of_sameFileElsewhere_isTheSameContest() {
        Evidence evidence =
                SampleEvidence.of(image("djl", "/here/a.png", "12ab"), image("ejml", "/there/b.png", "12ab"));

        assertThat(evidence.cells())
                .extracting(Contest::of)
                .containsOnly(Contest.of(evidence.cells().get(0)));
        assertThat(Remarks.of(evidence)).isEmpty();
    }

    @Test
    void of_otherFileOfTheSameName_isAnotherContest() {
        Evidence evidence = SampleEvidence.of(image("djl", "/a.png", "12ab"), image("ejml", "/a.png", "34cd"));

        assertThat(evidence.cells()).extracting(Contest::of).doesNotHaveDuplicates();
    }
}
