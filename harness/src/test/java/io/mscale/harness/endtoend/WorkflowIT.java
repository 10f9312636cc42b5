package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.mscale.harness.CommandName;
import io.mscale.harness.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of the example workflow, as a CI service would run them; builds are replaced by the distribution at hand. */
class WorkflowIT {

    private static final Path EXAMPLES =
            Path.of(System.getProperty("basedir", "")).resolve("../examples/ci");

    private static final Path WORKFLOW = EXAMPLES.resolve("performance.yml");

    /** A call of the program, up to the end of the line or what a shell does with its exit code. */
    private static final Pattern CALL = Pattern.compile("harness\\.jar +([^\n|&;]*)");

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
        return step(script, TINY);
    }

    private Invocation step(String script, String run) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        List<String> command = List.of(
                "env",
                "RUN=" + run,
                "BASE_SHA=0123abcd",
                "MERGE_SHA=4567cdef",
                "RELEASE_SHA=89abcdef",
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
            // Times of so small a run may differ by anything, or be too noisy to tell: only wrong usage cannot be.
            assertThat(step.exitCode()).as(step.stdout() + step.stderr()).isIn(0, 1, 3);
        }

        assertThat(folder.resolve("comparison/compare.html")).exists();
        assertThat(folder.resolve("comparison/junit.xml")).content().contains("<testsuite");
        assertThat(new RunOnDisk(folder.resolve("comparison/b"))
                        .run()
                        .path("tool")
                        .path("commit")
                        .asText())
                .isEqualTo("4567cdef");
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
        assertThat(gate.exitCode()).as(gate.stdout()).isEqualTo(2);
        assertThat(gate.stderr()).contains("'run' is the base itself");
        assertNightWithoutAVerdict();
    }

    /** Other cells than those of the baseline: the run is kept, the job fails, the baseline stays. */
    private void assertNightWithoutAVerdict() throws IOException, InterruptedException {
        Invocation before = Program.run(folder, "history", "show", "--history", "history", "--baseline", "main");
        Files.move(folder.resolve("run"), folder.resolve("first"));
        List<String> scripts = scripts("nightly");
        for (String script : scripts.subList(0, scripts.size() - 1)) {
            Invocation step = step(script, TINY.replace("20,10", "10,20"));
            assertThat(step.exitCode()).as(step.stdout() + step.stderr()).isZero();
        }

        Invocation judge = step(scripts.get(scripts.size() - 1));

        assertThat(judge.exitCode()).as(judge.stdout() + judge.stderr()).isEqualTo(3);
        assertThat(Program.run(folder, "history", "list", "--history", "history")
                        .outputLines())
                .hasSize(3);
        assertThat(Program.run(folder, "history", "show", "--history", "history", "--baseline", "main")
                        .stdout())
                .isEqualTo(before.stdout());
    }

    @Test
    void workflow_actions_arePinnedAndGetNoCredentials() throws IOException {
        String text = Files.readString(WORKFLOW);

        assertThat(text.lines().filter(line -> line.contains("uses: ")))
                .isNotEmpty()
                .allMatch(line -> line.matches(".* actions/[a-z/-]+@[0-9a-f]{40} # v[0-9.]+"));
        assertThat(text.split("actions/checkout@", -1)).hasSameSizeAs(text.split("persist-credentials: false", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"performance.yml", "gitlab-ci.yml", "Jenkinsfile"})
    void example_callsTheProgramWithOptionsItHas(String name) throws IOException {
        String text = Files.readString(EXAMPLES.resolve(name));
        // Lines go on after a backslash, and in folded scalars of YAML.
        Matcher calls = CALL.matcher(text.replaceAll("\\\\\n", " ").replaceAll("(?<=[^\n]) *\n +(?=--|\\$RUN)", " "));
        List<String> commands = new ArrayList<>();
        while (calls.find()) {
            String words = calls.group(1).replace("$RUN", TINY).replaceAll("\"[^\"]*\"", "VALUE");
            commands.add(words.split(" ", 2)[0]);
            assertThatCode(() -> CommandName.parse(words.strip().split(" +", -1)))
                    .as(words)
                    .doesNotThrowAnyException();
        }
        assertThat(commands).contains("ab", "gate", "history", "--preset");
    }

    /** What an example does to check the last release out, up to its builds; it ends where nothing is compared. */
    private static String checkoutOfTheRelease(String name) throws IOException {
        String text = Files.readString(EXAMPLES.resolve(name));
        JsonNode file = name.endsWith(".yml") ? new ObjectMapper(new YAMLFactory()).readTree(text) : null;
        if (file == null) {
            int start = text.indexOf("release=$(");
            return text.substring(start, text.indexOf("mvn ", start));
        }
        if (name.equals("gitlab-ci.yml")) {
            JsonNode script = file.path("against-release").path("script");
            return script.get(0).asText() + "\n" + script.get(1).asText();
        }
        for (JsonNode step : file.path("jobs").path("against-release").path("steps")) {
            if (step.path("run").asText().contains("git -C head describe")) {
                return step.path("run").asText();
            }
        }
        throw new AssertionError("no step describes a release");
    }

    @ParameterizedTest
    @CsvSource({"performance.yml, release", "gitlab-ci.yml, head/release", "Jenkinsfile, head/base"})
    void againstRelease_repository_isComparedWithTheTagBefore(String name, String release)
            throws IOException, InterruptedException {
        TestRepository repository = TestRepository.in(folder.resolve("head"));
        Path place = name.equals("performance.yml") ? folder : repository.folder();
        String script = checkoutOfTheRelease(name);
        String skipped = "the comparison with the last release is skipped";
        repository.commit("file", "1", "first");
        assertThat(checkOut(place, script)).as("one commit").contains(skipped);
        repository.commit("file", "2", "second");
        assertThat(checkOut(place, script)).as("no tag").contains(skipped);
        repository.git("tag", "v2");
        assertThat(checkOut(place, script)).as("the first tag").contains(skipped);
        assertThat(folder.resolve(release)).doesNotExist();

        repository.commit("file", "3", "third");
        repository.git("tag", "v3");

        assertThat(checkOut(place, script)).doesNotContain(skipped);
        assertThat(folder.resolve(release).resolve("file")).hasContent("2");
    }

    private String checkOut(Path place, String script) throws IOException, InterruptedException {
        List<String> command =
                List.of("env", "GITHUB_ENV=" + folder.resolve("environment"), "bash", "-e", "-c", script);
        try (Program program = Program.startCommand(place, command)) {
            Invocation checkout = program.await();
            assertThat(checkout.exitCode()).as(checkout.stderr()).isZero();
            return checkout.stdout();
        }
    }

    @Test
    void gitlab_parsesAndKeepsRedNights() throws IOException {
        JsonNode file = new ObjectMapper(new YAMLFactory())
                .readTree(EXAMPLES.resolve("gitlab-ci.yml").toFile());

        assertThat(file.path("nightly").path("cache").path("when").asText()).isEqualTo("always");
        assertThat(file.path("merge-request").path("script")).hasSizeGreaterThan(3);
        assertThat(file.path("against-release").path("script"))
                .last()
                .asString()
                .contains(" ab --a release");
    }
}
