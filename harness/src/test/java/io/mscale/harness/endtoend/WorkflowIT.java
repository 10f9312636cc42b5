package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of the example workflow, as a CI service would run them; builds are replaced by the distribution at hand. */
class WorkflowIT {

    private static final Path WORKFLOW =
            Path.of(System.getProperty("basedir", "")).resolve("../examples/ci/performance.yml");

    private static final String TINY = "--preset smoke --width 20,10 --scales linear:5 --train-size 60 --test-size 40"
            + " --steps 20 --variant multi --repeats 4 --quiet";

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private void distributionAt(String place) throws IOException {
        Path link = folder.resolve(place).resolve("harness/target/mscale-bench");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Program.distribution());
    }

    /** The scripts of a job's steps that run the program. */
    private static List<String> scripts(String job) throws IOException {
        JsonNode workflow = new ObjectMapper(new YAMLFactory()).readTree(WORKFLOW.toFile());
        assertThat(workflow.path("env").path("RUN").asText()).contains("--repeats 7");
        List<String> scripts = new ArrayList<>();
        for (JsonNode step : workflow.path("jobs").path(job).path("steps")) {
            if (step.path("run").asText().contains("harness.jar")) {
                scripts.add(step.path("run").asText());
            }
        }
        return scripts;
    }

    private Invocation step(String script) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        List<String> command = List.of(
                "env",
                "RUN=" + TINY,
                "GITHUB_SHA=0123abcd",
                "GITHUB_STEP_SUMMARY=" + folder.resolve("summary.md"),
                "PATH=" + java + ":" + System.getenv("PATH"),
                "bash",
                "-e",
                "-o",
                "pipefail",
                "-c",
                script);
        try (Program program = Program.startCommand(folder, command)) {
            return program.await();
        }
    }

    @Test
    void pullRequest_sameCode_leavesAComparisonAndASummary() throws IOException, InterruptedException {
        distributionAt("base");
        distributionAt("head");

        for (String script : scripts("pull-request")) {
            Invocation step = step(script);
            // Times of so small a run may differ by anything: only what cannot be is wrong.
            assertThat(step.exitCode()).as(step.stdout() + step.stderr()).isIn(0, 1);
        }

        assertThat(folder.resolve("comparison/compare.html")).exists();
        assertThat(folder.resolve("comparison/junit.xml")).content().contains("<testsuite");
        assertThat(folder.resolve("summary.md")).content().contains("## mscale-bench: head against base");
    }

    @Test
    void nightly_firstNight_makesAHistoryWithABaseline() throws IOException, InterruptedException {
        distributionAt("");

        for (String script : scripts("nightly")) {
            Invocation step = step(script);
            assertThat(step.exitCode()).as(step.stdout() + step.stderr()).isZero();
        }

        assertThat(folder.resolve("trend.html")).exists();
        Invocation list = Program.run(folder, "history", "list", "--history", "history");
        assertThat(list.outputLines()).hasSize(2);
        assertThat(list.stdout()).contains("0123abcd", "main");
        Invocation gate = Program.run(folder, "gate", "run", "--history", "history", "--baseline", "main");
        assertThat(gate.exitCode()).as(gate.stdout()).isZero();
    }
}
