package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The reports that a run leaves, and the command that writes them again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportsIT {

    private static final List<String> FILES =
            List.of("report.html", "report.md", "summary.csv", "curves.csv", "step-times.jmh.json");

    private static final List<String> FIGURES = List.of(
            "fit1d-canary.svg",
            "fit1d-frequencies-ejml-seconds.svg",
            "fit1d-frequencies-ejml.svg",
            "fit1d-learned-ejml.svg",
            "fit1d-loss-seconds.svg",
            "fit1d-loss-steps.svg",
            "fit1d-network.svg",
            "fit1d-step-time.svg");

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path run;

    @BeforeAll
    void train(@TempDir Path temporary) throws IOException, InterruptedException {
        folder = temporary;
        run = folder.resolve("base");
        Invocation invocation = Program.run(folder, SmallRun.tiny(run));
        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        assertThat(invocation.outputLines()).contains("Report: " + run.resolve("report.html"));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new HashMap<>();
        for (String name : FILES) {
            contents.put(name, Files.readString(folder.resolve(name)));
        }
        for (String name : FIGURES) {
            contents.put(name, Files.readString(folder.resolve("figures").resolve(name)));
        }
        return contents;
    }

    /** A copy of the run's folder that a test may spoil. */
    private Path copy(String name) throws IOException {
        Path copy = folder.resolve(name);
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(run.relativize(file).toString()));
            }
        }
        return copy;
    }

    @Test
    void run_leavesEveryReport() throws IOException {
        assertThat(names(run)).containsAll(FILES);
        assertThat(names(run.resolve("figures"))).containsExactlyElementsOf(FIGURES);
        assertThat(Files.readString(run.resolve("report.md"))).contains("| ejml | multi |");
        assertThat(new ObjectMapper()
                        .readTree(run.resolve("step-times.jmh.json").toFile()))
                .hasSize(2);
        assertThat(run.resolve("jmh-result.json")).doesNotExist();
    }

    @Test
    void run_curves_holdEveryFrequencyAtEveryEvaluation() throws IOException {
        List<String> rows = Files.readAllLines(run.resolve("curves.csv"));

        long errors = rows.stream().filter(row -> row.contains(",testMse,")).count();
        assertThat(errors).isGreaterThan(20);
        for (String k : List.of("1.0", "3.0", "23.0", "137.0", "203.0")) {
            assertThat(rows)
                    .filteredOn(row -> row.contains(",frequencyRelativeError," + k + ","))
                    .hasSize((int) errors);
        }
        for (String part : List.of("[-3.142, 0]", "[0, 3.142]")) {
            assertThat(rows)
                    .filteredOn(
                            row -> row.contains(",frequencyRelativeError,0.0,") && row.endsWith(",\"" + part + "\""))
                    .hasSize((int) errors);
        }
    }

    @Test
    void report_filesRemoved_writesTheSameAgain() throws IOException, InterruptedException {
        Path again = copy("again");
        Map<String, String> before = contents(again);
        for (String name : FILES) {
            Files.delete(again.resolve(name));
        }

        Invocation report = Program.run(folder, "report", again.toString(), "--png");

        assertThat(report.exitCode()).as(report.stderr()).isZero();
        assertThat(contents(again)).isEqualTo(before);
        assertThat(names(again.resolve("figures"))).contains("fit1d-loss-steps.png");
        assertThat(report.outputLines()).first().isEqualTo("Report: " + again.resolve("report.html"));
    }

    @Test
    void report_severalRuns_marksEachByItsFolder() throws IOException, InterruptedException {
        Path head = copy("head");
        Path together = folder.resolve("together");

        Invocation report =
                Program.run(folder, "report", run.toString(), head.toString(), "--out", together.toString());

        assertThat(report.exitCode()).as(report.stderr()).isZero();
        assertThat(report.stdout()).contains("ejml [base]").contains("ejml [head]");
        assertThat(Files.readString(together.resolve("report.html"))).contains("ejml [base]", "ejml [head]");
        assertThat(Files.readString(together.resolve("summary.csv")))
                .contains("base/" + RunOnDisk.MULTI, "head/" + RunOnDisk.MULTI);
        assertThat(names(together)).containsAll(FILES);
    }

    @Test
    void report_sameRunTwice_isRefused() throws IOException, InterruptedException {
        Invocation report = Program.run(folder, "report", run.toString(), run + "/.");

        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.errorLines()).singleElement().asString().contains("named twice");
    }

    @Test
    void report_withoutARun_saysWhatItTakes() throws IOException, InterruptedException {
        Invocation report = Program.run(folder, "report");

        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.errorLines()).singleElement().asString().contains("report RUN_DIR...");
    }

    @Test
    void report_damagedPrediction_isNamedAndTheRestIsWritten() throws IOException, InterruptedException {
        Path damaged = copy("damaged");
        Path prediction = new RunOnDisk(damaged).cellFile(RunOnDisk.MULTI, "learned.csv");
        Files.writeString(prediction, "kind,x1,truth1,prediction1\ncurve,1,2\n");

        Invocation report = Program.run(folder, "report", damaged.toString());

        assertThat(report.exitCode()).isZero();
        assertThat(report.errorLines())
                .singleElement()
                .asString()
                .contains(damaged.relativize(prediction).toString())
                .contains("line 2");
        assertThat(names(damaged)).containsAll(FILES);
        assertThat(Files.readString(damaged.resolve("report.html"))).contains("line 2 is not 3 numbers");
    }

    @Test
    void report_fileThatCannotBeReplaced_isNamedAndTheTableStillPrinted() throws IOException, InterruptedException {
        Path occupied = copy("occupied");
        Files.delete(occupied.resolve("report.html"));
        Files.createDirectories(occupied.resolve("report.html").resolve("inside"));

        Invocation report = Program.run(folder, "report", occupied.toString());

        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.errorLines())
                .singleElement()
                .asString()
                .contains("report.html")
                .contains("report " + occupied);
        assertThat(report.stdout()).contains("multi reached").doesNotContain("Report:");
    }

    @Test
    void report_inACiJob_isAppendedToItsSummary() throws IOException, InterruptedException {
        Path summary = Files.writeString(folder.resolve("summary.md"), "before\n");
        Path copy = copy("job");
        List<String> command = new ArrayList<>(List.of("env", "GITHUB_STEP_SUMMARY=" + summary));
        command.addAll(Program.command("report", copy.toString()));

        try (Program program = Program.startCommand(folder, command)) {
            assertThat(program.await().exitCode()).isZero();
        }

        // A job's summary has no files beside it, so that it cannot show pictures.
        String report = Files.readString(copy.resolve("report.md"));
        assertThat(report).contains("![The networks: ");
        assertThat(Files.readString(summary))
                .startsWith("before\n")
                .contains(report.replaceAll("\n!\\[[^\n]*\n", ""))
                .doesNotContain("![");
    }

    @Test
    void report_jobSummaryThatCannotBeWritten_warnsOnly() throws IOException, InterruptedException {
        Path missing = folder.resolve("missing").resolve("summary.md");
        List<String> command = new ArrayList<>(List.of("env", "GITHUB_STEP_SUMMARY=" + missing));
        command.addAll(Program.command("report", copy("unwritable").toString()));

        try (Program program = Program.startCommand(folder, command)) {
            Invocation report = program.await();
            assertThat(report.exitCode()).isZero();
            assertThat(report.errorLines())
                    .singleElement()
                    .asString()
                    .contains(missing.toString())
                    .contains("GITHUB_STEP_SUMMARY");
        }
    }

    @Test
    void page_ofARealRun_drawsEveryChart() throws IOException, InterruptedException {
        Optional<Path> chromium = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(path -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(path, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(chromium.isPresent(), "there is no Chromium on this machine");
        List<String> command = List.of(
                chromium.get().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("browser"),
                "--virtual-time-budget=5000",
                "--dump-dom",
                run.resolve("report.html").toUri().toString());

        try (Program browser = Program.startCommand(folder, command)) {
            String dom = browser.await().stdout();
            assertThat(dom).contains("data-ready=\"true\"").doesNotContain("nothing to draw</div>");
            // loss, four panels of learned curves, two heat maps, step times, the machine
            assertThat(dom.split("<canvas", -1)).hasSize(10);
        }
    }
}
