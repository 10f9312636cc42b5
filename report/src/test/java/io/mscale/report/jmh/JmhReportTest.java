package io.mscale.report.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.json.RecordJson;
import io.mscale.record.run.RunFolder;
import io.mscale.record.sample.Golden;
import io.mscale.record.sample.Samples;
import io.mscale.results.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmhReportTest {

    private static final CellRecord EJML = Samples.ok("ejml", "multi", 0.5);
    private static final CellRecord DJL = Samples.failed("djl", CellStatus.OK, null);

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private Path write(CellRecord cell, String json) throws IOException {
        Path file = new RunFolder(folder).cell(cell.id()).jmhResult();
        Files.createDirectories(file.getParent());
        return Files.writeString(file, json);
    }

    /** What JMH itself writes of a step; all scores alike, since the last digit of an error may differ between machines. */
    private static String json(Map<String, String> params, double seconds) {
        return JmhItself.json(JmhItself.benchmark(
                "io.mscale.worker.bench.ModelBenchmark.step",
                params,
                List.of("-Xmx1g"),
                List.of(List.of(seconds, seconds), List.of(seconds, seconds))));
    }

    private JmhReport report(CellRecord... cells) throws IOException {
        return JmhReport.of(Evidence.of(new RunFolder(folder), Samples.run(cells)));
    }

    @Test
    void of_cellsWithJmhsFiles_isTheGoldenFile() throws IOException {
        write(EJML, json(Map.of("spec", "run/a, \"b\"/spec.json"), 0.125));
        write(DJL, json(Map.of(), 0.25));

        JmhReport report = report(EJML, DJL);

        assertThat(report.notes()).isEmpty();
        Golden.assertSame(
                JmhReportTest.class, "jmh-result-of-cells.json", report.text().orElseThrow());
    }

    @Test
    void of_oneCellWithAFile_leavesTheStepTimesOfOthersOut() throws IOException {
        write(DJL, json(Map.of(), 0.25));

        assertThat((List<?>) RecordJson.parse(report(EJML, DJL).text().orElseThrow(), List.class))
                .hasSize(1);
    }

    @Test
    void of_noFiles_isNothing() throws IOException {
        JmhReport report = report(EJML, DJL);

        assertThat(report.text()).isEmpty();
        assertThat(report.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "{}", "[1]", "[{}]", "[{\"benchmark\": \"a.step\"}]", "not JSON"})
    void of_damagedFile_isNamedAndTheOthersKept(String damaged) throws IOException {
        Path file = write(EJML, damaged);
        write(DJL, json(Map.of(), 0.25));

        JmhReport report = report(EJML, DJL);

        assertThat(report.notes()).singleElement().asString().contains(file.toString(), "left as it is");
        assertThat((List<?>) RecordJson.parse(report.text().orElseThrow(), List.class))
                .hasSize(1);
        assertThat(file).hasContent(damaged);
    }

    @Test
    void of_cellThatFailedItsParityCheck_leavesItOut() throws IOException {
        CellRecord wrong = Samples.withParity(EJML, new CellRecord.Parity(5, 0.3, 1e-5, 1e-6, false));
        write(wrong, json(Map.of(), 0.125));

        assertThat(report(wrong).text()).isEmpty();
    }
}
