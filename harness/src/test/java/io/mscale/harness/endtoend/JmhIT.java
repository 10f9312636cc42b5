package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JMH, the real one, on networks that are small enough for tests. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class JmhIT {

    private static final List<String> SHORT = List.of("-wi", "1", "-i", "1", "-w", "100ms", "-r", "100ms");

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path temporaryFiles;

    @SuppressWarnings("NullAway.Init")
    private RunOnDisk run;

    @BeforeEach
    void makeFolders() throws IOException {
        // JMH's lock lies there: another JMH on this machine must not meet these tests.
        temporaryFiles = Files.createDirectory(folder.resolve("tmp"));
        run = new RunOnDisk(folder.resolve("run"));
    }

    private String[] jmh(List<String> options, String... more) {
        return withJmh(new ArrayList<>(List.of("jmh")), options, more);
    }

    private String[] trainingAndJmh(List<String> options, String... more) {
        return withJmh(new ArrayList<>(List.of("--timing", "jmh")), options, more);
    }

    private String[] withJmh(List<String> arguments, List<String> options, String... more) {
        arguments.addAll(List.of(SmallRun.tiny(run.folder(), more)));
        arguments.addAll(List.of("--", "-Djava.io.tmpdir=" + temporaryFiles));
        arguments.addAll(options);
        return arguments.toArray(String[]::new);
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file));
    }

    private static List<ProcessHandle> measuringJvms(Program program) {
        return ProcessHandle.of(program.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process ->
                        process.info().commandLine().orElse("").contains("org.openjdk.jmh.runner.ForkedMain"))
                .toList();
    }

    @Test
    void jmhCommand_measuresEveryCellAndTrainsNone() throws IOException, InterruptedException {
        Invocation invocation = Program.run(folder, jmh(SHORT));

        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        assertThat(run.statuses()).containsExactly("ok", "ok");
        for (JsonNode cell : run.cells()) {
            assertThat(cell.path("accuracy").isNull()).isTrue();
            assertThat(cell.path("curve")).isEmpty();
            assertThat(cell.path("timing").path("startupSeconds").isNull()).isTrue();
            for (String benchmark : List.of("step", "predict")) {
                JsonNode score = cell.path("timing").path("jmh").path(benchmark);
                assertThat(score.path("seconds").asDouble()).as(benchmark).isPositive();
                assertThat(score.path("allocatedBytes").isNumber())
                        .as(benchmark)
                        .isTrue();
            }
        }
        assertThat(invocation.outputLines())
                .anyMatch(line -> line.matches("backend +device +task +variant +step .*predict .*alloc/step.*"))
                .anyMatch(line -> line.matches("ejml +cpu +fit1d +single +.*"));
        assertThat(invocation.lastLine()).startsWith("cpu fit1d: JMH's shortest step is ");
        assertThat(Files.readString(run.cellFile(RunOnDisk.SINGLE, "jmh.log"))).contains("# JMH version: 1.37");
    }

    @Test
    void jmhCommand_runsResultFile_isAllThatJmhWroteWithTheCellsParameters() throws IOException, InterruptedException {
        Invocation invocation = Program.run(folder, jmh(SHORT));

        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        JsonNode whole = json(run.folder().resolve("jmh-result.json"));
        JsonNode single = json(run.cellFile(RunOnDisk.SINGLE, "jmh-result.json"));
        assertThat(whole).hasSize(4);
        assertThat(whole.get(0).path("params").path("variant").asText()).isEqualTo("single");
        assertThat(whole.get(2).path("params").path("variant").asText()).isEqualTo("multi");
        assertThat(whole.get(0).path("primaryMetric")).isEqualTo(single.get(0).path("primaryMetric"));
        assertThat(whole.get(0).path("jvmArgs")).isEqualTo(single.get(0).path("jvmArgs"));
        assertThat(single.get(0).path("jvmArgs").toString()).contains("-XX:+UseSerialGC");
        assertThat(single.get(0).path("forks").asInt()).isEqualTo(1);
    }

    @Test
    void timingJmh_trainsAndMeasures() throws IOException, InterruptedException {
        Invocation invocation = Program.run(folder, trainingAndJmh(SHORT, "--variant", "multi"));

        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        JsonNode cell = run.cells().get(0);
        assertThat(cell.path("curve")).isNotEmpty();
        assertThat(cell.path("timing").path("step").path("samples")).isNotEmpty();
        assertThat(cell.path("timing").path("jmh").path("step").path("seconds").asDouble())
                .isPositive();
        assertThat(json(run.cellFile(RunOnDisk.MULTI, "cell.json")).path("cell"))
                .isEqualTo(cell);
        assertThat(invocation.stdout()).contains(RunOnDisk.MULTI + " JMH: step ");
        assertThat(Files.readString(run.folder().resolve("report.html"))).contains("<dt>JMH</dt>");
    }

    @ParameterizedTest
    @CsvSource({
        "-wi x, Cannot parse argument 'x' of option wi",
        "--fork 1, fork is not a recognized option",
        "-prof nix, there is no profiler 'nix'",
        "nonsense, No matching benchmarks",
        "-t 2, --threads",
        "-rff mine.json, jmh-result.json"
    })
    void wrongOptionOfJmh_isToldInOneLineAndNothingWritten(String options, String told)
            throws IOException, InterruptedException {
        Invocation invocation = Program.run(folder, jmh(List.of(options.split(" ", -1))));

        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.errorLines())
                .singleElement()
                .asString()
                .startsWith("mscale-bench: JMH: ")
                .contains(told)
                .doesNotContain("Exception");
        assertThat(run.folder()).doesNotExist();
    }

    @Test
    void question_isAnsweredByJmhAndNothingWritten() throws IOException, InterruptedException {
        Invocation invocation = Program.run(folder, jmh(List.of("-l")));

        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.stdout()).contains("io.mscale.worker.bench.ModelBenchmark.step");
        assertThat(run.folder()).doesNotExist();
    }

    @Test
    void lockOfAnotherJmh_isToldWithTheWayOutAndResumeMeasures() throws IOException, InterruptedException {
        Invocation refused;
        try (FileChannel file = FileChannel.open(
                        temporaryFiles.resolve("jmh.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();
            refused = Program.run(folder, trainingAndJmh(SHORT, "--variant", "single"));
        }

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(run.statuses()).containsExactly("ok");
        assertThat(run.cells().get(0).path("curve")).isNotEmpty();
        assertThat(run.cells().get(0).path("timing").path("jmh").isNull()).isTrue();
        assertThat(refused.outputLines())
                .filteredOn(line -> line.contains("JMH: "))
                .singleElement()
                .asString()
                .contains("Another JMH instance might be running", "jmh.lock", "wait", "-Djmh.ignoreLock=true");
        String prediction = Files.readString(run.cellFile(RunOnDisk.SINGLE, "prediction.csv"));
        JsonNode curve = run.cells().get(0).path("curve");

        Invocation resumed = Program.run(folder, "--resume", run.folder().toString());

        assertThat(resumed.exitCode()).as(resumed.stderr()).isZero();
        JsonNode cell = run.cells().get(0);
        assertThat(cell.path("timing").path("jmh").path("step").path("seconds").asDouble())
                .isPositive();
        assertThat(cell.path("reason").isNull()).isTrue();
        assertThat(cell.path("curve")).isEqualTo(curve);
        assertThat(run.cellFile(RunOnDisk.SINGLE, "prediction.csv")).hasContent(prediction);
    }

    @Test
    void lockOfAnotherJmh_ignored_isNoObstacle() throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(SHORT);
        options.add("-Djmh.ignoreLock=true");
        try (FileChannel file = FileChannel.open(
                        temporaryFiles.resolve("jmh.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();

            Invocation invocation = Program.run(folder, jmh(options, "--variant", "single"));

            assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        }
    }

    @Test
    void measuringJvmKilled_costsItsScoreAlone() throws IOException, InterruptedException {
        List<String> options = List.of("-wi", "0", "-i", "1", "-r", "3s");
        try (Program program = Program.start(folder, trainingAndJmh(options, "--variant", "single"))) {
            program.awaitWhileRunning(
                    "JMH measures", () -> !measuringJvms(program).isEmpty());
            measuringJvms(program).forEach(ProcessHandle::destroyForcibly);

            Invocation invocation = program.await();

            assertThat(invocation.exitCode()).as(invocation.stderr()).isEqualTo(1);
        }
        JsonNode cell = run.cells().get(0);
        assertThat(cell.path("status").asText()).isEqualTo("ok");
        assertThat(cell.path("reason").asText()).startsWith("JMH: predict: ").contains("137", "jmh.log");
        assertThat(cell.path("timing").path("jmh").path("predict").isNull()).isTrue();
        assertThat(cell.path("timing").path("jmh").path("step").path("seconds").asDouble())
                .isPositive();
    }

    @Test
    void jmhKilled_failsTheCellAndTheOtherGoesOn() throws IOException, InterruptedException {
        List<String> options = List.of("-wi", "0", "-i", "1", "-r", "2s");
        try (Program program = Program.start(folder, jmh(options))) {
            program.awaitWhileRunning(
                    "JMH measures", () -> !measuringJvms(program).isEmpty());
            ProcessHandle measuring = measuringJvms(program).get(0);
            program.worker().destroyForcibly();

            Invocation invocation = program.await();

            assertThat(invocation.exitCode()).as(invocation.stderr()).isEqualTo(1);
            assertThat(measuring.isAlive()).isFalse();
        }
        assertThat(run.statuses()).containsExactly("crashed", "ok");
        assertThat(run.cells().get(0).path("reason").asText())
                .contains("signal 9")
                .contains("jmh.log");
        assertThat(run.cellFile(RunOnDisk.SINGLE, "jmh-result.json")).doesNotExist();
    }

    @Test
    void cellTimeout_stopsJmh() throws IOException, InterruptedException {
        List<String> options = List.of("-wi", "0", "-i", "1", "-r", "100s");

        Invocation invocation = Program.run(folder, jmh(options, "--variant", "single", "--cell-timeout", "3s"));

        assertThat(invocation.exitCode()).isEqualTo(1);
        assertThat(run.statuses()).containsExactly("timeout");
        assertThat(run.cells().get(0).path("reason").asText())
                .startsWith("JMH: ")
                .contains("cell timeout of 3");
    }

    @Test
    void interruption_stopsJmhAndItsForks() throws Exception {
        String[] arguments = trainingAndJmh(List.of("-wi", "0", "-i", "1", "-r", "100s"));
        try (Program program = Program.startHeedingSignals(folder, arguments)) {
            program.awaitWhileRunning(
                    "JMH measures", () -> !measuringJvms(program).isEmpty());
            List<ProcessHandle> all =
                    ProcessHandle.of(program.pid()).orElseThrow().descendants().toList();
            new ProcessBuilder("kill", "-INT", Long.toString(program.pid()))
                    .start()
                    .waitFor();

            Invocation invocation = program.await();

            assertThat(invocation.exitCode()).isEqualTo(130);
            assertThat(invocation.stderr()).doesNotContain("Exception");
            for (ProcessHandle process : all) {
                assertThat(process.onExit()
                                .get(Program.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                                .isAlive())
                        .isFalse();
            }
        }
        assertThat(run.statuses()).containsExactly("ok");
        assertThat(run.cells().get(0).path("reason").asText()).isEqualTo("JMH: stopped by the user");
        assertThat(run.cells().get(0).path("curve")).isNotEmpty();
        assertThat(run.run().path("finishedAt").isNull()).isTrue();
        assertThat(run.cellFile(RunOnDisk.SINGLE, "jmh-result.json")).doesNotExist();
    }

    @Test
    void harnessKilled_takesJmhAndItsForksWithIt() throws Exception {
        List<String> options = List.of("-wi", "0", "-i", "1", "-r", "100s");
        try (Program program = Program.start(folder, jmh(options, "--variant", "single"))) {
            program.awaitWhileRunning(
                    "JMH measures", () -> !measuringJvms(program).isEmpty());
            List<ProcessHandle> all =
                    ProcessHandle.of(program.pid()).orElseThrow().descendants().toList();
            // The benchmark must be at work: it is what watches.
            program.awaitWhileRunning(
                    "the benchmark runs", () -> isMeasuring(run.cellFile(RunOnDisk.SINGLE, "jmh.log")));

            program.kill();
            program.await();

            assertThat(all).hasSizeGreaterThanOrEqualTo(2);
            for (ProcessHandle process : all) {
                assertThat(process.onExit()
                                .get(Program.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                                .isAlive())
                        .isFalse();
            }
        }
    }

    private static boolean isMeasuring(Path log) {
        try {
            return Files.readString(log).contains("Iteration   1:");
        } catch (IOException e) {
            return false;
        }
    }
}
