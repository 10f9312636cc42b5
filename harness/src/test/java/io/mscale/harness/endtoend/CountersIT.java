package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instructions and allocations of steps, on whatever machine this is: not every one can count instructions. */
class CountersIT {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private RunOnDisk counted(String name) throws IOException, InterruptedException {
        Path out = folder.resolve(name);
        String[] arguments =
                SmallRun.tiny(out, "--variant", "multi", "--repeats", "4", "--counters", "--retry-disturbed", "0");
        Invocation run = Program.run(folder, arguments);
        assertThat(run.exitCode()).as(run.stderr()).isZero();
        return new RunOnDisk(out);
    }

    private Invocation gate(RunOnDisk base, RunOnDisk head, String metrics) throws IOException, InterruptedException {
        return Program.run(
                folder, "gate", base.folder().toString(), head.folder().toString(), "--metrics", metrics);
    }

    /** Another run that measured the same, but for what each step allocates, where that was counted. */
    private RunOnDisk allocating(String name, RunOnDisk run, double bytes) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode record =
                (ObjectNode) json.readTree(run.folder().resolve("run.json").toFile());
        record.put("runId", name);
        for (JsonNode cell : record.path("cells")) {
            if (cell.path("counts") instanceof ObjectNode counts) {
                counts.put("allocatedBytes", bytes);
            }
        }
        Path copy = Files.createDirectories(folder.resolve(name));
        json.writeValue(copy.resolve("run.json").toFile(), record);
        return new RunOnDisk(copy);
    }

    @Test
    void run_counters_countsAllocationsAndInstructionsOrSaysWhyNot() throws IOException, InterruptedException {
        RunOnDisk run = counted("run");

        assertThat(run.cells()).hasSize(4).allSatisfy(cell -> {
            JsonNode counts = cell.path("counts");
            assertThat(counts.path("steps").asInt()).isBetween(3, 100);
            assertThat(counts.path("allocatedBytes").isNumber()).isTrue();
            assertThat(counts.path("instructions").isNumber())
                    .isEqualTo(counts.path("problem").isNull());
        });
        assertThat(Files.readString(run.folder().resolve("summary.csv"))).contains(",allocatedBytesPerStep");
        assertThat(Files.readString(run.folder().resolve("report.html"))).contains("alloc/step");
        boolean hasInstructions = run.cells().stream()
                .allMatch(cell -> cell.path("counts").path("instructions").isNumber());
        Invocation report = Program.run(folder, "report", run.folder().toString());
        assertThat(report.stdout().contains("its instructions were not counted: "))
                .isNotEqualTo(hasInstructions);

        RunOnDisk base = allocating("base", run, 2000);
        Invocation gate = gate(base, allocating("more", run, 1e8), "allocation");
        assertThat(gate.exitCode()).as(gate.stdout()).isEqualTo(1);
        assertThat(gate.stdout())
                .contains("regression: ")
                .contains(", allocation: allocation 2.00 kB before, 100 MB now");
        assertThat(gate(base, allocating("same", run, 2000), "allocation").exitCode())
                .isZero();
    }

    @Test
    void gate_runsWithoutCounters_namesTheOption() throws IOException, InterruptedException {
        Path out = folder.resolve("run");
        Program.run(folder, SmallRun.tiny(out, "--variant", "multi", "--repeats", "4", "--retry-disturbed", "0"));
        RunOnDisk run = new RunOnDisk(out);

        Invocation gate = gate(run, allocating("head", run, 0), "instructions");

        assertThat(gate.exitCode()).isEqualTo(3);
        assertThat(gate.stdout()).contains("--counters");
    }
}
