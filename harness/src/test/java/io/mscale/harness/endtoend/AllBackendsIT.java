package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The backends of the distribution that compute on the processor, side by side. */
@TestInstance(Lifecycle.PER_CLASS)
class AllBackendsIT {

    private static final List<String> BACKENDS = List.of("djl", "ejml", "nd4j", "simd");
    private static final String GPU_OBSTACLE = "(?s).*(driver|CUDA|GPU|native librar).*";

    @SuppressWarnings("NullAway.Init")
    private Invocation invocation;

    @SuppressWarnings("NullAway.Init")
    private RunOnDisk run;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @BeforeAll
    void run(@TempDir Path root) throws IOException, InterruptedException {
        Processor.assumeVectorsOf256BitsOnX86();
        Path out = root.resolve("run");
        invocation = Program.run(
                root, SmallRun.tiny(out, "--backend", "all", "--repeats", "2", "--threads", "2", "--quiet"));
        run = new RunOnDisk(out);
    }

    @Test
    void run_ofAll_isWell() throws IOException {
        assertThat(invocation.exitCode())
                .as(invocation.stdout() + invocation.stderr())
                .isZero();
        assertThat(run.statuses()).hasSize(16).containsOnly("ok");
        assertThat(invocation.outputLines())
                .filteredOn(line -> line.startsWith("Left out"))
                .containsExactly("Left out: backend 'cuda' has no device 'cpu'; it has gpu");
    }

    @Test
    void table_hasARowForEachBackendAndVariant() {
        assertThat(invocation.outputLines())
                .filteredOn(line -> line.matches("(djl|ejml|nd4j|simd) +cpu +fit1d +(single|multi) .*"))
                // the table goes on below itself, in as many parts as the numbers' widths make it
                .satisfies(rows -> assertThat(rows.size() % 8).isZero())
                .hasSizeGreaterThanOrEqualTo(8)
                .noneMatch(line -> line.contains("FAILED"));
        assertThat(invocation.outputLines())
                .anyMatch(line -> line.matches("backend +device +task +variant +repeats +test MSE +rel\\. L2 .*"))
                .anyMatch(line -> line.matches("backend +device +task +variant +repeats .* parity"));
    }

    @Test
    void repeats_areInterleavedAcrossBackends() throws IOException {
        List<JsonNode> cells = run.cells();
        for (int i = 0; i < cells.size(); i++) {
            assertThat(cells.get(i).path("backend").asText()).isEqualTo(BACKENDS.get(i % 4));
            assertThat(cells.get(i).path("repeat").asInt()).isEqualTo(1 + i / 8);
        }
    }

    @Test
    void parity_isPassedByEveryCell() throws IOException {
        for (JsonNode cell : run.cells()) {
            JsonNode parity = cell.path("parity");
            assertThat(parity.path("passed").asBoolean())
                    .as(cell.path("id").asText())
                    .isTrue();
            assertThat(parity.path("maxRelativeError").asDouble(1)).isLessThanOrEqualTo(1e-3);
        }
    }

    @Test
    void learning_isTheSameWithEveryBackend() throws IOException {
        List<JsonNode> cells = run.cells();
        for (int i = 0; i < cells.size(); i++) {
            JsonNode curve = cells.get(i).path("curve");
            JsonNode ejml = cells.get(i - i % 4 + 1).path("curve");
            assertThat(curve).hasSameSizeAs(ejml).hasSizeGreaterThan(10);
            for (int e = 0; e < curve.size(); e++) {
                double expected = ejml.path(e).path("trainMse").asDouble();
                assertThat(curve.path(e).path("trainMse").asDouble())
                        .as(cells.get(i).path("id").asText())
                        .isCloseTo(expected, within(1e-3 * expected));
            }
        }
    }

    @Test
    void record_saysWhichLibraryRan() throws IOException {
        for (JsonNode cell : run.cells()) {
            JsonNode library = cell.path("library");
            assertThat(library.path("version").asText()).matches("[0-9]+\\.[0-9]+.*");
            assertThat(library.path("threads").asInt()).isEqualTo(2);
            switch (cell.path("backend").asText()) {
                case "djl" -> {
                    assertThat(library.path("name").asText()).isEqualTo("PyTorch");
                    assertThat(library.path("blas").asText()).isNotEmpty();
                    assertThat(library.path("build").isMissingNode()).isFalse();
                }
                case "nd4j" -> {
                    assertThat(library.path("name").asText()).isEqualTo("ND4J");
                    assertThat(library.path("blas").asText()).startsWith("OpenBLAS");
                    assertThat(library.path("build").asText()).isIn("plain", "avx2", "avx512");
                }
                case "simd" -> {
                    assertThat(library.path("name").asText()).isEqualTo("Vector API");
                    assertThat(library.path("build").asText()).matches("[0-9]+-bit vectors");
                }
                default -> assertThat(library.path("name").asText()).isEqualTo("EJML");
            }
        }
    }

    @Test
    void record_saysHowTheWorkerWasSet() throws IOException {
        for (JsonNode cell : run.cells()) {
            String options = cell.path("worker").path("jvmOptions").toString();
            String environment = cell.path("worker").path("environment").toString();
            switch (cell.path("backend").asText()) {
                case "djl" -> {
                    assertThat(options).contains("-Dai.djl.offline=true", "-Dai.djl.pytorch.num_threads=1");
                    assertThat(environment).contains("\"OMP_NUM_THREADS\":\"1\"", "\"OPT_OUT_TRACKING\":\"true\"");
                }
                case "nd4j" -> {
                    assertThat(options).contains("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
                    assertThat(environment).contains("\"OMP_NUM_THREADS\":\"1\"", "\"OPENBLAS_NUM_THREADS\":\"1\"");
                }
                case "simd" -> assertThat(options).contains("--add-modules", "jdk.incubator.vector");
                default -> assertThat(environment).isEqualTo("{}");
            }
        }
    }

    @Test
    void float64AndOneThread_areObeyedByAll() throws IOException, InterruptedException {
        RunOnDisk float64 = new RunOnDisk(folder.resolve("float64"));

        Invocation invoked = Program.run(folder, multi(float64, "all", "--precision", "float64", "--threads", "1"));

        assertThat(invoked.exitCode()).as(invoked.stderr()).isZero();
        assertThat(float64.cells()).hasSize(BACKENDS.size());
        for (JsonNode cell : float64.cells()) {
            assertThat(cell.path("precision").asText()).isEqualTo("float64");
            assertThat(cell.path("library").path("threads").asInt()).isEqualTo(1);
            assertThat(cell.path("parity").path("passed").asBoolean()).isTrue();
            assertThat(cell.path("parity").path("maxRelativeError").asDouble(1)).isLessThanOrEqualTo(1e-9);
        }
    }

    @Test
    void moreThreadsThanCores_areWarnedOf() throws IOException, InterruptedException {
        RunOnDisk threads = new RunOnDisk(folder.resolve("threads"));
        // not a multiple of the cores: where there are hundreds, that would be more threads than a system may allow
        int tooMany = Runtime.getRuntime().availableProcessors() + 126;

        Invocation invoked = Program.run(
                folder, multi(threads, "nd4j", "--quiet", "--threads", "" + tooMany, "--retry-disturbed", "0"));

        assertThat(invoked.exitCode()).as(invoked.stderr()).isZero();
        assertThat(invoked.errorLines())
                .singleElement()
                .asString()
                .startsWith("warning: --threads " + tooMany + " is more than this machine's");
    }

    @Test
    void gpuThatCannotBeUsed_isUnsupportedWithTheReason() throws IOException, InterruptedException {
        RunOnDisk gpu = new RunOnDisk(folder.resolve("gpu"));

        Invocation invoked = runWithoutGpus(multi(gpu, "cuda,djl,nd4j", "--device", "gpu"));

        assertThat(invoked.exitCode()).isEqualTo(1);
        assertThat(gpu.statuses()).containsExactly("unsupported", "unsupported", "unsupported");
        for (JsonNode cell : gpu.cells()) {
            assertThat(cell.path("reason").asText()).matches(GPU_OBSTACLE);
            assertThat(cell.path("timing").isNull()).isTrue();
        }
    }

    @Test
    void gpuThatNoBackendCanUse_isRefusedInOneLine() throws IOException, InterruptedException {
        Path out = folder.resolve("nothing");

        Invocation invoked = runWithoutGpus(SmallRun.tiny(out, "--backend", "all", "--device", "gpu"));

        assertThat(invoked.exitCode()).isEqualTo(2);
        assertThat(invoked.errorLines())
                .singleElement()
                .asString()
                .contains("no backend can be used", "'cuda' cannot be used here: ", "'djl' cannot be used here: ")
                .contains("'nd4j' cannot be used here: ")
                .contains("'ejml'")
                .matches(GPU_OBSTACLE);
        assertThat(out).doesNotExist();
    }

    /** As on a machine that has none. */
    private Invocation runWithoutGpus(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env", "CUDA_VISIBLE_DEVICES=-1"));
        command.addAll(Program.command(arguments));
        try (Program program = Program.startCommand(folder, command)) {
            return program.await();
        }
    }

    private static String[] multi(RunOnDisk target, String backends, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--backend", backends, "--variant", "multi"));
        arguments.addAll(List.of(more));
        return SmallRun.tiny(target.folder(), arguments.toArray(String[]::new));
    }
}
