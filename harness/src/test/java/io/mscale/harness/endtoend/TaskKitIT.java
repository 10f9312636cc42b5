package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The kit for tasks as their authors meet it, and tasks that end the process they are in. */
@TestInstance(Lifecycle.PER_CLASS)
class TaskKitIT {

    @SuppressWarnings("NullAway.Init")
    private Path plugins;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @BeforeAll
    void makePlugins(@TempDir Path root) throws IOException {
        plugins = root;
        TaskJars.write(root);
    }

    @Test
    void tck_ofATask_passesItWithItsOptions() throws IOException, InterruptedException {
        Invocation tck = tck(plugins, "slope", "--task-option", "slope=3");

        assertThat(tck.exitCode()).as(tck.stdout() + tck.stderr()).isZero();
        assertThat(tck.outputLines())
                .startsWith("Conformance of task slope: a third party's task")
                .contains("passed   required_spec713_choicesMakeTheSameTaskAgain")
                .contains("passed   required_spec741_everyVariantsNetworkCanBeBuilt (3 cases)")
                .contains("skipped  required_spec754_pictureIsOfTheDomain: has no picture");
        assertThat(tck.lastLine()).matches("task slope: \\d+ passed, 0 failed, \\d+ skipped");
    }

    @Test
    void tck_ofAWrongTask_namesTheRulesThatItBreaks() throws IOException, InterruptedException {
        String two = "@Override public double[] target(double[] x) { return new double[] {x[0], -x[0]}; }";
        String probe = """
                @Override public List<FrequencyProbe> frequencies() {
                    List<Double> vector = List.of(3.0, 0.0);
                    return List.of(new FrequencyProbe(3, List.of(vector), Domain.cube(2, -1, 1)));
                }
                """;
        PluginJar.ofTasks(folder.resolve("two.jar"), Map.of("Two", TaskJars.task("Two", "two", "", two + probe)));

        Invocation tck = tck(folder, "two");

        assertThat(tck.exitCode()).isEqualTo(1);
        assertThat(tck.outputLines())
                .contains(
                        "FAILED   required_spec731_targetIsFiniteAndHasOutputDimensionValues: target returns 2 values at"
                                + " [-1.0]; outputDimension() is 1")
                .contains("FAILED   required_spec752_frequenciesAreOfTheDomain: frequency 3.0 is of 2 dimensions, the"
                        + " domain of 1");
    }

    @Test
    void tck_ofATaskThatFailsWhenConfigured_saysSoInItsRules() throws IOException, InterruptedException {
        Invocation tck = tck(plugins, "fails-later");

        assertThat(tck.exitCode()).isEqualTo(1);
        assertThat(tck.outputLines())
                .anyMatch(line -> line.startsWith("FAILED   required_spec721_")
                        && line.contains("IllegalStateException: the licence server is down, at thirdparty."));
    }

    @Test
    void tck_ofATaskThatExitsWhenConfigured_fails() throws IOException, InterruptedException {
        Invocation tck = tck(plugins, "exits");

        assertThat(tck.exitCode()).isEqualTo(1);
        assertThat(tck.outputLines())
                .anyMatch(line -> line.startsWith("FAILED") && line.contains("as if something had called System.exit"));
    }

    @Test
    void tck_wrongValueOfAnOption_isNamedAsTheUserWroteIt() throws IOException, InterruptedException {
        for (String words : List.of("--slope", "--task-option slope")) {
            Invocation tck = tck(plugins, "slope", (words + "=steep").split(" "));

            assertThat(tck.exitCode()).isEqualTo(2);
            assertThat(tck.errorLines()).singleElement().asString().contains(words + ": For input string: \"steep\"");
        }
        assertThat(Program.run(folder, "tck", "--backend", "ejml", "--slope=3", "--tasks-dir", plugins.toString())
                        .errorLines())
                .singleElement()
                .asString()
                .contains("--slope: only a task has such an option")
                .doesNotContain("--task-option");
    }

    @Test
    void run_taskThatExitsWhenConfigured_saysSoAtOnce() throws IOException, InterruptedException {
        Path out = folder.resolve("run");

        Invocation run =
                Program.run(folder, "--task", "exits", "--tasks-dir", plugins.toString(), "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errorLines())
                .singleElement()
                .asString()
                .contains("task 'exits' called System.exit; remove or fix it");
        assertThat(out).doesNotExist();
    }

    private Invocation tck(Path tasks, String id, String... more) throws IOException, InterruptedException {
        String[] words = Stream.concat(Stream.of("tck", "--task", id, "--tasks-dir", tasks.toString()), Stream.of(more))
                .toArray(String[]::new);
        return Program.run(folder, words);
    }
}
