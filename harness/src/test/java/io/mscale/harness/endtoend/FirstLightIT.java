package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The run a newcomer starts with, in its smallest size: one run, looked at from all sides. */
@TestInstance(Lifecycle.PER_CLASS)
class FirstLightIT {

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Invocation invocation;

    @SuppressWarnings("NullAway.Init")
    private RunOnDisk run;

    @BeforeAll
    void run(@TempDir Path workingFolder) throws IOException, InterruptedException {
        folder = workingFolder;
        Path out = folder.resolve("first light");
        invocation = Program.run(
                folder, "--backend", "ejml", "--task", "fit1d", "--preset", "smoke", "--out", out.toString());
        run = new RunOnDisk(out);
    }

    @Test
    void exitCode_isZero() {
        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
    }

    @Test
    void console_hasTableAndVerdict() {
        assertThat(invocation.outputLines())
                .anyMatch(line -> line.contains("variant") && line.contains("test MSE") && line.contains("peak memory"))
                .anyMatch(line -> line.matches("ejml +cpu +fit1d +single +.*"))
                .anyMatch(line -> line.matches("ejml +cpu +fit1d +multi +.*"));
    }

    @Test
    void console_endsWithTheVerdictInWords() {
        assertThat(invocation.lastLine()).matches("multi reached \\S+, \\S+ times below single \\(\\S+\\), one seed");
    }

    @Test
    void console_saysWhereTheRecordIs() {
        assertThat(invocation.outputLines()).contains("Record: " + run.folder().resolve("run.json"));
    }

    @Test
    void console_redirected_hasNoEscapeSequences() {
        assertThat(invocation.stdout() + invocation.stderr())
                .doesNotContain("\u001b")
                .doesNotContain("\r");
    }

    @Test
    void runRecord_isValidAndComplete() throws IOException {
        assertThat(run.statuses()).containsExactly("ok", "ok");
        assertThat(run.run().path("finishedAt").isTextual()).isTrue();
        assertThat(run.run().path("command").toString()).contains("--preset").contains("smoke");
    }

    @Test
    void cells_haveCurveSamplesAndMemory() throws IOException {
        for (JsonNode cell : run.cells()) {
            assertThat(cell.path("curve")).hasSizeGreaterThan(10);
            assertThat(cell.path("timing").path("step").path("samples")).hasSizeGreaterThan(10);
            assertThat(cell.path("timing").path("steps").asInt())
                    .isEqualTo(cell.path("training").path("steps").asInt());
            assertThat(cell.path("library").path("name").asText()).isEqualTo("EJML");
        }
    }

    @Test
    void machine_isMeasuredAndEveryCellRelatedToIt() throws IOException {
        Processor.assumeFusedMultiplyAdds();
        JsonNode environment = run.run().path("environment");
        assertThat(environment.path("peakGflops").asDouble()).isPositive();
        assertThat(environment.path("copyBytesPerSecond").asDouble()).isPositive();
        for (JsonNode cell : run.cells()) {
            assertThat(cell.path("measurement").path("peakGflops")).isEqualTo(environment.path("peakGflops"));
            assertThat(cell.path("timing").path("peakFraction").asDouble()).isBetween(1e-9, 1.5);
            assertThat(cell.path("bytesPerStep").asDouble()).isPositive();
        }
    }

    @Test
    void multi_isVisiblyBetter() throws IOException {
        assertThat(testMse("multi")).isLessThan(testMse("single") / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec.json", "events.jsonl", "cell.json", "worker.log", "prediction.csv"})
    void cellFolder_hasFile(String name) {
        assertThat(run.cellFile(RunOnDisk.SINGLE, name)).isRegularFile();
        assertThat(run.cellFile(RunOnDisk.MULTI, name)).isRegularFile();
    }

    @Test
    void events_areOneJsonObjectPerLine() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<String> lines = Files.readAllLines(run.cellFile(RunOnDisk.MULTI, "events.jsonl"));
        for (String line : lines) {
            assertThat(mapper.readTree(line).path("event").isTextual()).as(line).isTrue();
        }
        assertThat(lines.get(0)).contains("\"started\"");
        assertThat(lines.get(lines.size() - 1)).contains("\"finished\"");
    }

    @Test
    void prediction_hasARowPerTestPoint() throws IOException {
        List<String> rows = Files.readAllLines(run.cellFile(RunOnDisk.MULTI, "prediction.csv"));
        assertThat(rows.get(0)).isEqualTo("x1,truth1,prediction1");
        assertThat(rows).hasSize(1 + 1000);
    }

    @Test
    void summary_hasARowPerCellAndTheClassicalMethods() throws IOException {
        List<String> rows = Files.readAllLines(run.folder().resolve("summary.csv"));
        assertThat(rows).hasSize(4);
        long columns = rows.get(0).split(",", -1).length;
        assertThat(rows).allMatch(row -> row.split(",", -1).length == columns);
        assertThat(rows.get(1)).contains(RunOnDisk.SINGLE);
        assertThat(rows.get(2)).contains(RunOnDisk.MULTI);
        assertThat(rows.get(3)).startsWith("classical-fit1d-s1,classical,,fit1d,spline,");
    }

    @Test
    void record_hasTheClassicalMethodAndTheErrorAwayFromTheKink() throws IOException {
        assertThat(run.run().path("yardsticks")).singleElement().satisfies(yardstick -> {
            assertThat(yardstick.path("method").asText()).isEqualTo("spline");
            assertThat(yardstick.path("testMse").asDouble()).isPositive();
            assertThat(yardstick.path("problem").isNull()).isTrue();
        });
        assertThat(run.cells())
                .extracting(cell ->
                        cell.path("accuracy").path("testMseAwayFromKinks").asDouble())
                .allMatch(mse -> mse > 0);
    }

    @Test
    void report_printsTheSameTable() throws IOException, InterruptedException {
        Invocation report = Program.run(folder, "report", run.folder().toString());

        assertThat(report.exitCode()).isZero();
        assertThat(report.outputLines())
                .first()
                .isEqualTo("Report: " + run.folder().resolve("report.html"));
        assertThat(invocation.stdout())
                .contains(report.outputLines().stream().skip(2).collect(Collectors.joining(System.lineSeparator())));
    }

    private double testMse(String variant) throws IOException {
        return StreamSupport.stream(run.run().path("cells").spliterator(), false)
                .filter(cell -> cell.path("variant").asText().equals(variant))
                .findFirst()
                .orElseThrow()
                .path("accuracy")
                .path("testMse")
                .asDouble();
    }
}
