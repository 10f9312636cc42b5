package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks as users meet them: their own data, their own tasks, and what they get wrong. */
@TestInstance(Lifecycle.PER_CLASS)
class TasksIT {

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

    private Invocation run(Path out, String... more) throws IOException, InterruptedException {
        return Program.run(folder, SmallRun.tiny(out, more));
    }

    /** y = 10 + x, decimal commas and no names. */
    private Path table(int rows) throws IOException {
        StringBuilder csv = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            csv.append(String.format(Locale.GERMANY, "%.1f;%.1f%n", 100 + i / 2.0, 110 + i / 2.0));
        }
        return Files.writeString(folder.resolve("table.csv"), csv);
    }

    @Test
    void table_isToldRecordedAndPredictedInItsOwnUnits() throws IOException, InterruptedException {
        RunOnDisk run = new RunOnDisk(folder.resolve("run"));
        Path table = table(120);

        Invocation invocation = run(run.folder(), "--data", table.toString(), "--variant", "multi");

        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        assertThat(invocation.outputLines())
                .anyMatch(line -> line.startsWith("csv: table.csv has 120 rows of 2 columns, semicolons between them,"
                        + " decimal commas, no names in the first line; input '1', output '2'"));
        JsonNode settings = run.cells().get(0).path("taskSettings");
        assertThat(settings.path("options").path("data").asText()).isEqualTo(table.toString());
        assertThat(settings.path("files").get(0).path("sha256").asText()).hasSize(64);
        assertThat(settings.path("units").path("inputs").get(0).path("centre").asDouble())
                .isEqualTo(100 + 119 / 4.0);
        List<String> prediction = Files.readAllLines(run.cellFile("ejml-cpu-csv-multi-r1", "prediction.csv"));
        assertThat(prediction).hasSize(1 + 40);
        String[] row = prediction.get(20).split(",", -1);
        double x = Double.parseDouble(row[0]);
        assertThat(x).isBetween(100.0, 160.0);
        assertThat(Double.parseDouble(row[1])).isEqualTo(x + 10, within(1e-9));
    }

    @Test
    void resume_tableThatChanged_isRefusedAndNothingTouched() throws IOException, InterruptedException {
        RunOnDisk run = new RunOnDisk(folder.resolve("run"));
        Path table = table(120);
        run(run.folder(), "--data", table.toString(), "--quiet");
        Files.delete(run.cellFile("ejml-cpu-csv-multi-r1", "cell.json"));
        String before = Files.readString(run.folder().resolve("run.json"));
        table(121);

        Invocation resumed = Program.run(folder, "--resume", run.folder().toString());

        assertThat(resumed.exitCode()).isEqualTo(2);
        assertThat(resumed.errorLines())
                .singleElement()
                .asString()
                .contains("--resume", table.toString(), "has changed");
        assertThat(run.folder().resolve("run.json")).hasContent(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --image ; sceen              | --image: there is no file 'sceen' | Did you mean 'scene'?
            --data ; nowhere.csv         | --data: there is no file          | 'nowhere.csv'
            --task ; csv                 | --data: the task 'csv' needs      | --data FILE
            --dimension ; 6              | --dimension: '6'                  | from 1 to 5
            --task ; fit1d ; --kmax ; 3  | --kmax: no such option            | 'bandlimited'
            --tasks-dir ; nowhere        | --tasks-dir: 'nowhere'            | does not exist
            --image ; rings ; --train-size ; 16384 | --train-size: 16384     | 16384 samples
            """)
    void wrongChoice_isOneLineAndNothingIsWritten(String arguments, String problem, String remedy)
            throws IOException, InterruptedException {
        Invocation invocation = Program.run(folder, arguments.split(" ; ", -1));

        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.errorLines())
                .singleElement()
                .asString()
                .contains(problem, remedy)
                .doesNotContain("Exception");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void image_tooLarge_isRefusedByItsHeader() throws IOException, InterruptedException {
        Path image = Files.write(folder.resolve("huge.png"), TaskJars.headerOfPng(60_000, 60_000));

        Invocation invocation = Program.run(folder, "--image", image.toString());

        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.errorLines())
                .singleElement()
                .asString()
                .contains("--image", "60000 x 60000 pixels", "at most");
    }

    @Test
    void thirdPartys_task_isListedTrainedAndResumed() throws IOException, InterruptedException {
        RunOnDisk run = new RunOnDisk(folder.resolve("run"));
        String[] options = {"--tasks-dir", plugins.toString(), "--slope", "3", "--variant", "multi"};

        Invocation invocation = run(run.folder(), options);

        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        assertThat(run.cells()
                        .get(0)
                        .path("taskSettings")
                        .path("options")
                        .path("slope")
                        .asText())
                .isEqualTo("3");
        Path cell = run.cellFile("ejml-cpu-slope-multi-r1", "cell.json");
        for (String line :
                Files.readAllLines(cell.resolveSibling("prediction.csv")).subList(1, 41)) {
            String[] row = line.split(",", -1);
            assertThat(Double.parseDouble(row[1])).isEqualTo(3 * Double.parseDouble(row[0]));
        }

        Files.delete(cell);
        String resume = run.folder().toString();
        Invocation resumed = Program.run(folder, "--resume", resume, "--tasks-dir", plugins.toString());
        assertThat(resumed.exitCode()).as(resumed.stdout()).isZero();
        assertThat(run.statuses()).containsExactly("ok");
    }

    /** The task that the page shows is complete, and does what the page says. */
    @Test
    void thirdPartys_taskOfThePage_isTrainedByItsOption(@TempDir Path jars) throws IOException, InterruptedException {
        String page = Files.readString(ExternalFolder.PROJECT.resolve("docs/11-tasks.md"));
        Matcher code = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(code.find()).isTrue();
        PluginJar.ofTasks(
                jars.resolve("two.jar"),
                Map.of("TwoWaves", code.group(1).replace("package example;", "package thirdparty;")));
        RunOnDisk run = new RunOnDisk(folder.resolve("run"));

        Invocation invocation =
                run(run.folder(), "--frequency", "20", "--tasks-dir", jars.toString(), "--variant", "multi");

        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        assertThat(run.cells().get(0).at("/taskSettings/options/frequency").asText())
                .isEqualTo("20.0");
        assertThat(run.cells().get(0).at("/accuracy/frequencies/1/k").asDouble())
                .isEqualTo(20);
        assertThat(run.folder().resolve("figures"))
                .isDirectoryContaining("glob:**/two-waves-learned-ejml-output-2.svg");
        assertThat(Program.run(
                                folder,
                                "tck",
                                "--task",
                                "two-waves",
                                "--frequency",
                                "20",
                                "--tasks-dir",
                                jars.toString())
                        .lastLine())
                .matches("task two-waves: \\d+ passed, 0 failed, .*");
    }

    @Test
    void thirdPartys_jarInTheDistribution_needsNoOption(@TempDir Path home) throws IOException, InterruptedException {
        DistributionCopy copy = DistributionCopy.in(home.resolve("copy"));
        Files.createDirectories(copy.home().resolve("tasks"));
        Files.copy(plugins.resolve("good.jar"), copy.home().resolve("tasks/good.jar"));

        Invocation list = copy.run(folder, Map.of(), "list", "tasks");

        assertThat(list.outputLines())
                .anyMatch(line -> line.startsWith("  slope "))
                .anyMatch(line -> line.strip().equals("--slope S: how steep (2)"))
                .anyMatch(line -> line.strip().startsWith("--task-option width=W: named like"));
        assertRefused(copy, "--slope: its value is missing", "--slope");
        assertRefused(copy, "--slope: its value is empty", "--slope=");
        assertRefused(copy, "--slope: given more than once", "--slope", "3", "--slope", "4");
        assertRefused(copy, "--slope: given more than once", "--slope", "3", "--task-option", "slope=4");
        assertRefused(copy, "--slope: For input string", "--slope", "steep");
        assertRefused(copy, "unknown option '--slop' of run; did you mean '--slope'?", "--slop", "3");
        assertRefused(
                copy,
                "--slope: no such option of task 'fit1d'; it is an option of task 'slope'",
                "--task",
                "fit1d",
                "--slope=3");
    }

    private void assertRefused(DistributionCopy copy, String problem, String... arguments)
            throws IOException, InterruptedException {
        Invocation invocation = copy.run(folder, Map.of(), arguments);
        assertThat(invocation.exitCode()).as(invocation.stderr()).isEqualTo(2);
        assertThat(invocation.errorLines()).singleElement().asString().contains(problem);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void list_brokenTasks_areNamedWithTheirReasons() throws IOException, InterruptedException {
        Invocation list = Program.run(folder, "list", "tasks", "--json", "--tasks-dir", plugins.toString());

        assertThat(list.exitCode()).isZero();
        JsonNode tasks = new ObjectMapper().readTree(list.stdout()).path("tasks");
        assertThat(tasks)
                .filteredOn(task -> task.path("usable").asBoolean())
                .extracting(task -> task.path("id").asText())
                .containsExactlyInAnyOrder(
                        "fit1d",
                        "fit2d",
                        "stretch",
                        "bandlimited",
                        "image",
                        "csv",
                        "principle",
                        "ritz1d",
                        "pb1d",
                        "ms1d",
                        "pb2d",
                        "pb2d-coef",
                        "osc2d",
                        "helm2d",
                        "slope",
                        "beside-a-broken-one",
                        "few-samples",
                        "two-values",
                        "wrong-probe",
                        "fails-later",
                        "exits");
        assertThat(tasks)
                .filteredOn(task -> !task.path("usable").asBoolean())
                .extracting(task -> task.path("description").asText())
                .anyMatch(reason -> reason.contains("licence expired"))
                .anyMatch(reason -> reason.contains("corrupt.jar cannot be read as a jar"))
                .anyMatch(reason -> reason.contains("its id 'fit1d' is that of another task"))
                .anyMatch(
                        reason -> reason.contains("class thirdparty.Forgotten") || reason.contains("it names no task"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fails-later | configured fails: java.lang.IllegalStateException: the licence | server is down
            two-values  | target returns 2 values at [                    | ]; outputDimension is 1
            wrong-probe | the probe of k = 3.0 has 2 dimensions           | the domain has 1 dimension
            few-samples | --test-size: the preset's 40 leaves none to train on | has 40 samples
            """)
    void run_taskWithAFlaw_isRefusedWithTheReason(String task, String problem, String remedy)
            throws IOException, InterruptedException {
        Path out = folder.resolve("run");
        Invocation invocation = Program.run(
                folder,
                "--tasks-dir",
                plugins.toString(),
                "--task",
                task,
                "--variant",
                "multi",
                "--out",
                out.toString());

        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.errorLines()).singleElement().asString().contains("'" + task + "'", problem, remedy);
        assertThat(out).doesNotExist();
    }
}
