package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The backend cuda of the distribution, on the driver that its own tests compiled, which computes on the processor. */
class CudaIT {

    private static final Path DRIVER = Path.of(System.getProperty("basedir", ""))
            .resolve("../backend-cuda/target/emulator/libcuda-emulated.so")
            .toAbsolutePath()
            .normalize();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private RunOnDisk run() {
        return new RunOnDisk(folder.resolve("run"));
    }

    @BeforeEach
    void needsDriver() {
        assumeTrue(
                Files.exists(DRIVER),
                "the kernels can be run on the processor only on Linux, with g++, after the tests of backend-cuda");
    }

    @Test
    void run_onTheGpu_trainsAsTheReferenceAndRecordsWhatItKnows() throws IOException, InterruptedException {
        Invocation invoked = train("-Dmscale.cuda.driver=" + DRIVER);

        assertThat(invoked.exitCode()).as(invoked.stderr()).isZero();
        assertThat(run().statuses()).containsOnly("ok").hasSize(2);
        for (JsonNode cell : run().cells()) {
            assertThat(cell.path("backend").asText()).isEqualTo("cuda");
            assertThat(cell.path("library").path("deviceName").asText()).isEqualTo("emulated GPU");
            assertThat(cell.path("library").path("build").asText()).isEqualTo("sm_80, simt");
            assertThat(cell.path("parity").path("passed").asBoolean()).isTrue();
            assertThat(cell.path("memory").path("peakDeviceBytes").asLong()).isPositive();
            assertThat(cell.path("timing").path("peakFraction").asDouble()).isPositive();
        }
        assertThat(run().run()
                        .path("environment")
                        .path("gpuPeak")
                        .path("backend")
                        .asText())
                .isEqualTo("cuda");
    }

    @Test
    void run_onTensorCores_isNamedSo() throws IOException, InterruptedException {
        Invocation invoked = train("-Dmscale.cuda.driver=" + DRIVER + " -Dmscale.cuda.arithmetic=3xtf32");

        assertThat(invoked.exitCode()).as(invoked.stderr()).isZero();
        assertThat(run().cells())
                .allMatch(cell -> cell.path("library").path("build").asText().equals("sm_80, 3xtf32"))
                .allMatch(cell -> cell.path("parity").path("passed").asBoolean());
    }

    @Test
    void unknownArithmetic_isUnsupportedWithTheReason() throws IOException, InterruptedException {
        Invocation invoked = train("-Dmscale.cuda.driver=" + DRIVER + " -Dmscale.cuda.arithmetic=bf16");

        assertThat(invoked.exitCode()).isEqualTo(1);
        assertThat(run().cells()).allMatch(cell -> cell.path("reason")
                .asText()
                .equals("-Dmscale.cuda.arithmetic: unknown arithmetic 'bf16'; allowed: simt, 3xtf32"));
    }

    private Invocation train(String options) throws IOException, InterruptedException {
        return Program.run(
                folder,
                SmallRun.tiny(
                        run().folder(),
                        "--backend",
                        "cuda",
                        "--device",
                        "gpu",
                        "--worker-java-options",
                        options,
                        "--quiet"));
    }
}
