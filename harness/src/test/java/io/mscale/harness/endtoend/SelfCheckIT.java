package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repeats, and cells that are run against themselves. */
class SelfCheckIT {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @Test
    void run_selfCheck_tellsTheNoise() throws IOException, InterruptedException {
        Path out = folder.resolve("run");

        Invocation run =
                Program.run(folder, SmallRun.tiny(out, "--variant", "multi", "--self-check", "--repeats", "4"));

        assertThat(run.exitCode()).as(run.stderr()).isZero();
        assertThat(run.stdout())
                .containsPattern("ejml cpu fit1d multi against itself: .*differences below [0-9.]+% mean nothing");
        assertThat(new RunOnDisk(out).cells())
                .hasSize(8)
                .filteredOn(cell -> cell.path("measurement").path("twin").asBoolean())
                .extracting(cell -> cell.path("id").asText())
                .containsExactly(
                        "ejml-cpu-fit1d-multi-r1-twin",
                        "ejml-cpu-fit1d-multi-r2-twin",
                        "ejml-cpu-fit1d-multi-r3-twin",
                        "ejml-cpu-fit1d-multi-r4-twin");
        assertThat(Files.readAllLines(out.resolve("summary.csv")))
                .filteredOn(line -> !line.startsWith("classical-"))
                .hasSize(9);
        assertThat(Files.readString(out.resolve("report.md")))
                .contains("| ejml | multi | 4 of 4 |")
                .contains("against itself: ");
    }

    @Test
    void run_once_recordsColdStartFirstStepAndSteadyStateApart() throws IOException, InterruptedException {
        Path out = folder.resolve("run");

        Program.run(folder, SmallRun.tiny(out, "--variant", "multi"));

        JsonNode timing = new RunOnDisk(out).cells().get(0).path("timing");
        assertThat(timing.path("startupSeconds").asDouble()).isPositive();
        assertThat(timing.path("firstStepSeconds").asDouble()).isPositive();
        JsonNode step = timing.path("step");
        assertThat(step.path("lastSteps")).hasSameSizeAs(step.path("samples"));
        assertThat(step.path("lastSteps").get(step.path("lastSteps").size() - 1).asInt())
                .isEqualTo(20);
        assertThat(Files.readString(out.resolve("report.html"))).contains("undecided: 20 samples, and 100 are needed");
    }
}
