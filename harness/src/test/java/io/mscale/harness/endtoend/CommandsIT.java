package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscale.results.study.Studies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands beside {@code run}, and the forms arguments may have. */
class CommandsIT {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @Test
    void list_namesEverything() throws IOException, InterruptedException {
        Invocation list = Program.run(folder, "list");

        assertThat(list.exitCode()).isZero();
        assertThat(list.stderr()).isEmpty();
        assertThat(list.outputLines())
                .contains("backends", "tasks", "variants", "activations")
                .anyMatch(line -> line.matches(" +ejml .*cpu.*float32.*float64.*"))
                .anyMatch(line -> line.matches(" +fit1d .*"))
                .anyMatch(line -> line.matches(" +multi .*"))
                .anyMatch(line -> line.matches(" +sincos .*"));
    }

    @Test
    void list_ofOneKind_namesOnlyThat() throws IOException, InterruptedException {
        Invocation list = Program.run(folder, "list", "variants");

        assertThat(list.stdout()).contains("single").contains("multi").doesNotContain("ejml");
    }

    @Test
    void list_draw_drawsTheNetworkOfTheTask() throws IOException, InterruptedException {
        Invocation list = Program.run(folder, "list", "variants", "--draw", "--task", "fit2d", "--preset", "smoke");

        assertThat(list.exitCode()).isZero();
        assertThat(list.outputLines())
                .contains("  as trained on fit2d, preset smoke")
                .anyMatch(line -> line.contains("[x]-+- "))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void list_asJson_isJson() throws IOException, InterruptedException {
        Invocation list = Program.run(folder, "list", "--json");

        JsonNode json = new ObjectMapper().readTree(list.stdout());
        assertThat(json.path("backends"))
                .filteredOn(backend -> backend.path("id").asText().equals("ejml"))
                .singleElement()
                .extracting(backend -> backend.path("devices").toString())
                .isEqualTo("[\"cpu\"]");
        assertThat(json.path("tasks").path(0).path("id").asText()).isEqualTo("fit1d");
        assertThat(json.path("variants")).hasSize(7);
        assertThat(json.path("activations")).hasSize(15);
        assertThat(json.path("studies")).hasSameSizeAs(Studies.ALL);
    }

    @Test
    void doctor_saysThatEjmlWorks() throws IOException, InterruptedException {
        Processor.assumeFusedMultiplyAdds();
        Invocation doctor = Program.run(folder, "doctor");

        assertThat(doctor.exitCode()).isZero();
        assertThat(doctor.outputLines())
                .anyMatch(line -> line.matches("machine +.*[0-9]+ cores.*"))
                .anyMatch(line -> line.matches("peak +[0-9.]+ GFLOP/s float32, [0-9.]+ float64 on [0-9]+ threads with"
                        + " [0-9]+-bit vectors; copies at [0-9.]+ GB/s( \\(arrays of .*\\))?"))
                .anyMatch(line ->
                        line.matches("canary +[0-9]+ readings on [0-9]+ threads?: median [0-9.]+% of the best, .*"))
                .anyMatch(line -> line.matches("ejml cpu +ok: EJML [0-9.]+.*"));
    }

    @Test
    void tck_onEjml_passes() throws IOException, InterruptedException {
        Invocation tck = Program.run(folder, "tck", "--backend", "ejml");

        assertThat(tck.exitCode()).as(tck.stdout() + tck.stderr()).isZero();
        assertThat(tck.stdout()).contains("required_");
    }

    @Test
    void tck_withoutBackend_saysWhichThereAre() throws IOException, InterruptedException {
        Invocation tck = Program.run(folder, "tck");

        assertThat(tck.exitCode()).isEqualTo(2);
        assertThat(tck.errorLines())
                .singleElement()
                .asString()
                .contains("--backend")
                .contains("ejml");
    }

    @Test
    void report_onAFolderThatIsNoRun_saysSo() throws IOException, InterruptedException {
        Invocation report = Program.run(folder, "report", folder.toString());

        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.errorLines())
                .singleElement()
                .asString()
                .contains(folder.toString())
                .contains("run.json");
    }

    @Test
    void report_onATruncatedRecord_saysSo() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("run.json"), "{\"schema\": \"mscale-results/1\", \"runId\"");

        Invocation report = Program.run(folder, "report", folder.toString());

        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.errorLines())
                .singleElement()
                .asString()
                .contains("run.json")
                .contains("damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "study", "list", "doctor", "report", "tck", "package"})
    void help_isShownForEveryCommand(String command) throws IOException, InterruptedException {
        Invocation help = Program.run(folder, command, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.stderr()).isEmpty();
        assertThat(help.stdout()).contains(command).contains("java -jar harness.jar");
        assertThat(help.outputLines()).hasSizeLessThan(80).allMatch(line -> line.length() <= 120);
    }

    @Test
    void help_withoutCommand_isThatOfRun() throws IOException, InterruptedException {
        Invocation help = Program.run(folder, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.stdout()).contains("--backend").contains("Exit codes");
    }

    @Test
    void version_isPrinted() throws IOException, InterruptedException {
        Invocation version = Program.run(folder, "--version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.stdout().strip()).matches("mscale-bench [0-9]+\\.[0-9]+.*");
    }

    @Test
    void run_withTheWordAndWithEqualsSigns_isTheSame() throws IOException, InterruptedException {
        Path out = folder.resolve("run");

        Invocation run = Program.run(
                folder,
                "run",
                "--steps=5",
                "--width=8,4",
                "--scales=1,2,4",
                "--train-size=20",
                "--test-size=20",
                "--variant=multi",
                "--out=" + out);

        assertThat(run.exitCode()).as(run.stderr()).isZero();
        JsonNode cell = new RunOnDisk(out).cells().get(0);
        assertThat(cell.path("network").path("hiddenWidths").toString()).isEqualTo("[8,4]");
        assertThat(cell.path("network").path("scales").asText()).isEqualTo("1,2,4");
        assertThat(cell.path("training").path("steps").asInt()).isEqualTo(5);
    }

    @Test
    void run_withoutOut_makesAFolderInRuns() throws IOException, InterruptedException {
        Invocation run = Program.run(
                folder,
                "--steps",
                "5",
                "--width",
                "8",
                "--train-size",
                "20",
                "--test-size",
                "20",
                "--variant",
                "single",
                "--retry-disturbed",
                "0",
                "--quiet");

        assertThat(run.exitCode()).isZero();
        assertThat(run.stderr()).as("a quiet run").isEmpty();
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            List<String> names = runs.map(path -> path.getFileName().toString()).toList();
            assertThat(names).singleElement().asString().matches("[0-9]{8}-[0-9]{6}-[0-9a-f]{6}");
        }
    }

    @Test
    void run_untimed_measuresNoMachine() throws IOException, InterruptedException {
        Path out = folder.resolve("run");

        Program.run(folder, SmallRun.tiny(out, "--timing", "none", "--variant", "single"));

        JsonNode run = new RunOnDisk(out).run();
        assertThat(run.path("environment").path("peakGflops").isNull()).isTrue();
        assertThat(run.path("environment").path("copyBytesPerSecond").isNull()).isTrue();
        assertThat(run.path("cells").path(0).path("timing").path("peakFraction").isNull())
                .isTrue();
    }

    @Test
    void run_withRepeats_alternatesAndChangesTheSeed() throws IOException, InterruptedException {
        Path out = folder.resolve("run");

        Program.run(folder, SmallRun.tiny(out, "--repeats", "2", "--seed", "7", "--variant", "single"));

        List<JsonNode> cells = new RunOnDisk(out).cells();
        assertThat(cells).extracting(cell -> cell.path("seed").asInt()).containsExactly(7, 8);
        assertThat(cells).extracting(cell -> cell.path("repeat").asInt()).containsExactly(1, 2);
        assertThat(cells.get(0).path("accuracy")).isNotEqualTo(cells.get(1).path("accuracy"));
    }
}
