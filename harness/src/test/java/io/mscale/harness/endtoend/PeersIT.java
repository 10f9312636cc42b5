package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The peers of the distribution. Where Python or a package is missing, tests are skipped with what {@code doctor} says. */
class PeersIT {

    private static final String PEERS = Program.distribution().resolve("peers").toString();

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @Test
    void list_namesAllOfThem() throws IOException, InterruptedException {
        Invocation list = Program.run(folder, "list", "backends", "--backends-dir", PEERS);

        assertThat(list.outputLines())
                .anyMatch(line -> line.startsWith("  python-torch "))
                .anyMatch(line -> line.startsWith("  python-torch-compile "))
                .anyMatch(line -> line.startsWith("  python-torch-graph "))
                .anyMatch(line -> line.startsWith("  python-jax "))
                .noneMatch(line -> line.contains("broken"));
    }

    /** Whether a peer works here or not, doctor says so in a line and is well. */
    @Test
    void doctor_tellsOfEach() throws IOException, InterruptedException {
        Invocation doctor = Program.run(folder, "doctor", "--backends-dir", PEERS);

        assertThat(doctor.exitCode()).isZero();
        assertThat(doctor.outputLines())
                .filteredOn(line -> line.matches("python-[a-z-]+ cpu .*"))
                .hasSize(3)
                .allMatch(line -> line.contains(" ok: ") || line.contains("; to install what it needs: pip install "));
    }

    private void requireUsable(String peer) throws IOException, InterruptedException {
        String finding = Program.run(folder, "doctor", "--backends-dir", PEERS).outputLines().stream()
                .filter(line -> line.startsWith(peer + " cpu"))
                .findFirst()
                .orElse("doctor says nothing of " + peer);
        assumeTrue(finding.matches(peer + " cpu +ok: .*"), finding);
    }

    @ParameterizedTest
    @ValueSource(strings = {"python-torch", "python-torch-compile", "python-jax"})
    void run_besideJava_trainsTheSameNetwork(String peer) throws IOException, InterruptedException {
        requireUsable(peer);
        Path out = folder.resolve("run");

        Invocation run = Program.run(
                folder,
                SmallRun.tiny(out, "--backends-dir", PEERS, "--backend", "ejml," + peer, "--variant", "multi,multi2"));

        assertThat(run.exitCode()).as(run.stdout() + run.stderr()).isZero();
        List<JsonNode> cells = new RunOnDisk(out).cells();
        assertThat(cells).extracting(cell -> cell.path("status").asText()).containsOnly("ok");
        for (int i = 0; i < cells.size(); i += 2) {
            double expected = cells.get(i).path("accuracy").path("testMse").asDouble();
            JsonNode external = cells.get(i + 1);
            assertThat(external.path("accuracy").path("testMse").asDouble())
                    .isCloseTo(expected, within(1e-3 * expected));
            assertThat(external.path("parity").path("passed").asBoolean()).isTrue();
        }
    }

    @Test
    void tck_ofPyTorch_passes() throws IOException, InterruptedException {
        requireUsable("python-torch");

        Invocation tck = Program.run(folder, "tck", "--backend", "python-torch", "--backends-dir", PEERS);

        assertThat(tck.exitCode()).as(tck.stdout()).isZero();
        // The rules about memory look at the process they run in, and PyTorch does not declare the same bits twice.
        assertThat(tck.lastLine()).endsWith(" 0 failed, 12 skipped");
        assertThat(tck.outputLines())
                .filteredOn(line -> line.startsWith("skipped"))
                .hasSize(6)
                .allMatch(line -> line.matches("skipped  required_spec50[123]_.*another process.*"
                        + "|skipped  optional_spec6(01|02|19)_.*declares that its results differ in the last bits"));
    }
}
