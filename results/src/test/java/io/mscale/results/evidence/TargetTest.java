package io.mscale.results.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.DataFile;
import io.mscale.record.cell.TaskSettings;
import io.mscale.record.sample.Samples;
import io.mscale.results.sample.SampleEvidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void name_oneTarget_isTheTask() {
        assertThat(names(cell(Map.of("ring", "1")), cell(Map.of("ring", "1")))).containsExactly("fit1d");
    }

    @Test
    void name_severalTargets_hasTheOptionsThatDiffer() {
        Map<String, String> first = new LinkedHashMap<>();
        first.put("dimension", "2");
        first.put("ring", "1");
        Map<String, String> second = new LinkedHashMap<>(first);
        second.put("ring", "2");

        assertThat(names(cell(first), cell(second), cell(first), Samples.at(cell(first), "cpu", "fit2d")))
                .containsExactly("fit1d, ring 1", "fit1d, ring 2", "fit2d");
    }

    /** A file that changed between two runs. */
    @Test
    void name_sameWords_isNumbered() {
        assertThat(names(file("x.csv", "a"), file("x.csv", "b")))
                .containsExactly("fit1d, data x.csv", "fit1d, data x.csv (2)");
    }

    /** Reports are read on other machines, and a title is no place for a path. */
    @Test
    void name_files_haveTheEndsOfTheirPathsThatDiffer() {
        assertThat(names(file("/tmp/runs/a.csv", "a"), file("/tmp/runs/b.csv", "b")))
                .containsExactly("fit1d, data a.csv", "fit1d, data b.csv");
        assertThat(names(
                        file("/tmp/monday/1/a.csv", "a"),
                        file("/tmp/tuesday/1/a.csv", "b"),
                        file("C:\\runs\\tuesday\\c.csv", "c")))
                .containsExactly("fit1d, data monday/1/a.csv", "fit1d, data tuesday/1/a.csv", "fit1d, data c.csv");
        assertThat(names(file("a.csv", "a"), file("/a.csv", "b"))).doesNotHaveDuplicates();
    }

    @Test
    void cells_ofATarget_areItsOwn() {
        CellRecord one = cell(Map.of("ring", "1"));
        CellRecord other = cell(Map.of("ring", "2"));
        Evidence evidence = SampleEvidence.of(one, other);

        assertThat(evidence.cells(evidence.targets().get(1)))
                .extracting(ReportedCell::cell)
                .containsExactly(other);
    }

    private static List<String> names(CellRecord... cells) {
        return SampleEvidence.of(cells).targets().stream().map(Target::name).toList();
    }

    private static CellRecord cell(Map<String, String> options) {
        return Samples.withTask(Samples.ok("ejml", "multi", 0.1), new TaskSettings(options, List.of(), null));
    }

    private static CellRecord file(String path, String digest) {
        return Samples.withTask(
                Samples.ok("ejml", "multi", 0.1),
                new TaskSettings(Map.of("data", path), List.of(new DataFile(path, digest)), null));
    }
}
