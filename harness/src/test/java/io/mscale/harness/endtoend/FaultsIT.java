package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong while a run goes on: every cell ends with a record that says how, and the others go on. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class FaultsIT {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private RunOnDisk run() {
        return new RunOnDisk(folder.resolve("run"));
    }

    @Test
    void workerKilled_leavesACrashedCellAndTheOtherGoesOn() throws IOException, InterruptedException {
        try (Program program = Program.start(folder, SmallRun.endless(run().folder(), "--time-limit", "8s"))) {
            program.awaitWhileRunning("the first cell trains", () -> run().isTraining(RunOnDisk.SINGLE));
            program.worker().destroyForcibly();

            Invocation invocation = program.await();

            assertThat(invocation.exitCode()).isEqualTo(1);
            assertThat(invocation.stdout()).contains("crashed");
        }
        assertThat(run().statuses()).containsExactly("crashed", "ok");
        JsonNode crashed = run().cells().get(0);
        assertThat(crashed.path("reason").asText()).contains("signal 9").contains("worker.log");
        assertThat(crashed.path("curve")).isNotEmpty();
        assertThat(crashed.path("timing").path("step").path("samples")).hasSizeGreaterThan(10);
        assertThat(run().cellFile(RunOnDisk.SINGLE, "cell.json")).exists();
    }

    @Test
    void divergence_failsTheCellAndKeepsJsonFinite() throws IOException, InterruptedException {
        Invocation invocation = Program.run(folder, SmallRun.tiny(run().folder(), "--lr", "100"));

        assertThat(invocation.exitCode()).isEqualTo(1);
        assertThat(run().statuses()).containsExactly("failed", "failed");
        for (JsonNode cell : run().cells()) {
            assertThat(cell.path("reason").asText()).containsPattern("at step [0-9]+");
        }
        for (Path file : run().files()) {
            if (file.toString().matches(".*\\.jsonl?")) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("NaN", "Infinity");
            }
        }
        for (String line : Files.readAllLines(run().cellFile(RunOnDisk.SINGLE, "events.jsonl"))) {
            assertThat(new ObjectMapper().readTree(line).isObject()).isTrue();
        }
    }

    @Test
    void cellTimeout_stopsTheCell() throws IOException, InterruptedException {
        Invocation invocation =
                Program.run(folder, SmallRun.endless(run().folder(), "--cell-timeout", "4s", "--variant", "multi"));

        assertThat(invocation.exitCode()).isEqualTo(1);
        assertThat(run().statuses()).containsExactly("timeout");
        String reason = run().cells().get(0).path("reason").asText();
        assertThat(reason)
                .contains("cell timeout of 4")
                .containsPattern("steps; it was in \\w+, at io\\.mscale\\..*; see cells/");
        assertThat(run().cellFile(RunOnDisk.MULTI, "worker.log"))
                .content()
                .contains("Full thread dump", "io.mscale.api.MscaleModel.train");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void interruption_keepsWhatWasMeasured(String signal) throws IOException, InterruptedException {
        String[] arguments = SmallRun.endless(run().folder(), "--time-limit", "8s", "--repeats", "2");
        try (Program program = Program.startHeedingSignals(folder, arguments)) {
            program.awaitWhileRunning("the second cell trains", () -> run().isTraining(RunOnDisk.MULTI));
            ProcessHandle worker = program.worker();
            new ProcessBuilder("kill", "-" + signal, Long.toString(program.pid()))
                    .start()
                    .waitFor();

            Invocation invocation = program.await();

            assertThat(invocation.exitCode()).isEqualTo(130);
            assertThat(worker.isAlive()).isFalse();
            assertThat(invocation.stderr()).doesNotContain("Exception");
        }
        assertThat(run().statuses()).containsExactly("ok", "interrupted");
        assertThat(run().cells().get(1).path("curve")).isNotEmpty();
        assertThat(run().run().path("finishedAt").isNull()).isTrue();
    }

    @Test
    void harnessKilled_takesItsWorkerWithIt() throws Exception {
        try (Program program = Program.start(folder, SmallRun.endless(run().folder(), "--variant", "single"))) {
            program.awaitWhileRunning("the cell trains", () -> run().isTraining(RunOnDisk.SINGLE));
            ProcessHandle worker = program.worker();

            program.kill();
            program.await();

            assertThat(worker.onExit()
                            .get(Program.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                            .isAlive())
                    .isFalse();
        }
    }

    @Test
    void timeLimit_endsTheCellWell() throws IOException, InterruptedException {
        Invocation invocation =
                Program.run(folder, SmallRun.endless(run().folder(), "--time-limit", "500ms", "--variant", "single"));

        assertThat(invocation.exitCode()).isZero();
        JsonNode cell = run().cells().get(0);
        assertThat(cell.path("status").asText()).isEqualTo("ok");
        assertThat(cell.path("reason").asText()).contains("time limit");
        assertThat(cell.path("timing").path("trainSeconds").asDouble()).isBetween(0.5, 60.0);
    }

    @Test
    void targetMse_endsTheCellWell() throws IOException, InterruptedException {
        Invocation invocation =
                Program.run(folder, SmallRun.endless(run().folder(), "--target-mse", "0.99", "--variant", "multi"));

        assertThat(invocation.exitCode()).isZero();
        JsonNode cell = run().cells().get(0);
        assertThat(cell.path("reason").asText()).contains("target MSE");
        assertThat(cell.path("accuracy").path("testMse").asDouble()).isLessThanOrEqualTo(0.99);
        assertThat(cell.path("timing").path("timeToTarget").path("mse").asDouble())
                .isEqualTo(0.99);
    }

    /** No room for the specification; room for that but not for the records. */
    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void diskFull_endsWithOneClearLine(int kibibytes) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("bash", "-c", "ulimit -f \"$0\"; exec \"$@\"", Integer.toString(kibibytes)));
        command.addAll(Program.command(SmallRun.endless(run().folder(), "--quiet", "--time-limit", "1s")));
        Invocation invocation;
        try (Program limited = Program.startCommand(folder, command)) {
            invocation = limited.await();
        }

        assertThat(invocation.exitCode()).as(invocation.stderr()).isEqualTo(1);
        assertThat(invocation.errorLines())
                .singleElement()
                .asString()
                .contains("cannot go on")
                .contains(run().folder().toString());
        if (Files.exists(run().folder().resolve("run.json"))) {
            run().run();
        }
    }
}
