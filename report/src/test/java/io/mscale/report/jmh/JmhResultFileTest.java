package io.mscale.report.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.JmhScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JmhResultFileTest {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private CellRecord.Jmh scores(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("jmh-result.json"), json);
        return JmhResultFile.read(file).orElseThrow().scores();
    }

    private static String benchmark(String method, String mode, String score, String error, String unit, String more) {
        return "{\"benchmark\": \"io.mscale.worker.bench.ModelBenchmark." + method + "\", \"mode\": \"" + mode
                + "\", \"primaryMetric\": {\"score\": " + score + ", \"scoreError\": " + error
                + ", \"scoreUnit\": \"" + unit + "\"}" + more + "}";
    }

    @Test
    void scores_ofBothBenchmarks_areInSecondsAndBytes() throws IOException {
        String allocation = ", \"secondaryMetrics\": {\"gc.alloc.rate.norm\": {\"score\": 24.5}}";

        CellRecord.Jmh scores = scores("[" + benchmark("predict", "avgt", "2.0", "\"NaN\"", "ms/op", "") + ","
                + benchmark("step", "avgt", "8.5", "0.25", "ms/op", allocation) + "]");

        assertThat(scores.step()).isEqualTo(new JmhScore(8.5e-3, 0.25e-3, 24.5));
        assertThat(scores.predict()).isEqualTo(new JmhScore(2e-3, null, null));
    }

    @ParameterizedTest
    @CsvSource({"ns/op, 2e-9", "us/op, 2e-6", "ms/op, 2e-3", "s/op, 2", "min/op, 120", "hr/op, 7200"})
    void scores_inAnyUnitOfTime_areInSeconds(String unit, double seconds) throws IOException {
        assertThat(scores("[" + benchmark("step", "avgt", "2", "0", unit, "") + "]"))
                .isEqualTo(new CellRecord.Jmh(new JmhScore(seconds, 0.0, null), null));
    }

    @Test
    void scores_inSeveralModes_areTheAverageTime() throws IOException {
        CellRecord.Jmh scores = scores("[" + benchmark("step", "thrpt", "1", "0", "ops/s", "") + ","
                + benchmark("step", "sample", "2", "0", "s/op", "") + ","
                + benchmark("step", "avgt", "3", "0", "s/op", "") + "]");

        assertThat(scores.step()).isEqualTo(new JmhScore(3, 0.0, null));
    }

    @Test
    void scores_thatAreNoTimes_areNone() throws IOException {
        CellRecord.Jmh none = new CellRecord.Jmh(null, null);

        assertThat(scores("[]")).isEqualTo(none);
        assertThat(scores("[" + benchmark("step", "thrpt", "1", "0", "ops/s", "") + "]"))
                .isEqualTo(none);
        assertThat(scores("[" + benchmark("step", "avgt", "\"NaN\"", "\"NaN\"", "s/op", "") + "]"))
                .isEqualTo(none);
    }

    @Test
    void read_noFile_isEmpty() throws IOException {
        assertThat(JmhResultFile.read(folder.resolve("nowhere"))).isEmpty();
    }

    @Test
    void read_damagedFile_namesIt() throws IOException {
        Path file = Files.writeString(folder.resolve("jmh-result.json"), "[{");

        assertThatThrownBy(() -> JmhResultFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " is damaged or not a result of JMH (")
                .hasMessageNotContaining("\n");
    }
}
