package io.mscale.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.WorkerSettings;
import io.mscale.harness.UsageException;
import io.mscale.harness.discovery.BackendFolder;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.record.cell.Cell;
import io.mscale.record.cell.CellIdentity;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.sample.Samples;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaCommandTest {

    private static final Device GPU = Device.parse("gpu");

    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private Distribution distribution;

    @SuppressWarnings("NullAway.Init")
    private BackendFolder backend;

    @BeforeEach
    void layOut(@TempDir Path folder) throws IOException {
        home = folder;
        distribution = new Distribution(home);
        backend = new BackendFolder(home.resolve("backends/some"));
        for (String jar : List.of(
                "worker/worker.jar",
                "worker/json.jar",
                "tck/tck.jar",
                "lib/results.jar",
                "backends/some/some.jar",
                "backends/some/cpu/blas.jar",
                "backends/some/gpu/cuda.jar",
                "backends/other/other.jar")) {
            Path file = home.resolve(jar);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
        Files.createFile(home.resolve("worker/notes.txt"));
    }

    @Test
    void worker_onCpu_seesItsOwnJarsThenTheBackendsThenTheDevices() throws IOException {
        assertThat(classPath(worker(Device.CPU, WorkerSettings.NONE)))
                .containsExactly(
                        path("worker/json.jar"),
                        path("worker/worker.jar"),
                        path("backends/some/some.jar"),
                        path("backends/some/cpu/blas.jar"));
    }

    @Test
    void worker_onGpu_seesTheJarsForGpuInstead() throws IOException {
        assertThat(classPath(worker(GPU, WorkerSettings.NONE)))
                .contains(path("backends/some/gpu/cuda.jar"))
                .doesNotContain(path("backends/some/cpu/blas.jar"));
    }

    @Test
    void worker_endsWithItsMainClassAndItsFolder() throws IOException {
        List<String> words = worker(Device.CPU, WorkerSettings.NONE).words();

        assertThat(words.get(0)).startsWith(System.getProperty("java.home"));
        assertThat(words)
                .endsWith("io.mscale.worker.WorkerMain", home.resolve("cell").toString());
    }

    @Test
    void worker_takesTheBackendsOptionsAndCollector() throws IOException {
        WorkerSettings settings = new WorkerSettings(List.of("-XX:+UseParallelGC", "-Xmx1g"), Map.of());

        assertThat(worker(Device.CPU, settings).words())
                .contains("-XX:+UseParallelGC", "-Xmx1g")
                .doesNotContain("-XX:+UseSerialGC");
        assertThat(worker(Device.CPU, WorkerSettings.NONE).words()).contains("-XX:+UseSerialGC");
    }

    @Test
    void tck_seesTheKitAndNotTheWorker() throws IOException {
        JavaCommand command = JavaCommand.tck(distribution, found(), Device.CPU, 3, WorkerSettings.NONE);

        assertThat(classPath(command)).contains(path("tck/tck.jar")).doesNotContain(path("worker/worker.jar"));
        assertThat(command.words())
                .endsWith("io.mscale.tck.TckMain", "--backend", "some", "--device", "cpu", "--threads", "3");
    }

    @Test
    void taskTck_seesTheKitAndWhatAWorkerSeesAndNoBackend() throws IOException {
        JavaCommand command =
                JavaCommand.taskTck(distribution, "slope", List.of(home.resolve("slope.jar")), WorkerSettings.NONE);
        command.choosing("--slope", "slope", "a=b");

        assertThat(classPath(command))
                .contains(
                        path("tck/tck.jar"),
                        path("worker/worker.jar"),
                        home.resolve("slope.jar").toAbsolutePath().toString())
                .noneMatch(jar -> jar.contains("backends"));
        assertThat(command.words())
                .endsWith(
                        "io.mscale.tck.TckMain",
                        "--task",
                        "slope",
                        "--choice",
                        "slope=a=b",
                        "--written",
                        "slope=--slope");
    }

    @Test
    void reportingTo_keepsTheKitsFilesInAFolder() throws IOException {
        JavaCommand command = JavaCommand.tck(distribution, found(), Device.CPU, 3, WorkerSettings.NONE)
                .reportingTo(home.resolve("journal.txt"), home, Duration.ofMillis(1500), true);

        assertThat(command.words())
                .contains("-Djava.io.tmpdir=" + home)
                .containsSubsequence("--journal", home.resolve("journal.txt").toString(), "--rule-timeout", "1.500");
    }

    @Test
    void machine_meetsNoBackendAndHasTheVectorApi() throws IOException {
        Path answer = home.resolve("answer.json");

        JavaCommand command = JavaCommand.machine(distribution, 3, List.of(Precision.FLOAT64), home);

        assertThat(classPath(command)).containsExactly(path("worker/json.jar"), path("worker/worker.jar"));
        assertThat(command.words())
                .containsSequence("--add-modules", "jdk.incubator.vector")
                .endsWith("io.mscale.worker.machine.MachineMain", "3", answer.toString(), "float64");
    }

    @Test
    void devicePeak_meetsTheBackendOnThatDevice() throws IOException {
        Path answer = home.resolve("answer.json");

        JavaCommand command = JavaCommand.ask(
                JavaCommand.DEVICE_PEAK,
                distribution,
                found(),
                GPU,
                3,
                new WorkerSettings(List.of("-Xmx1g"), Map.of()),
                home);

        assertThat(classPath(command))
                .contains(path("worker/worker.jar"), path("backends/some/some.jar"), path("backends/some/gpu/cuda.jar"))
                .doesNotContain(path("backends/some/cpu/blas.jar"));
        assertThat(command.words())
                .contains("-Xmx1g")
                .endsWith("io.mscale.worker.DevicePeakMain", "some", "gpu", "3", answer.toString());
    }

    @Test
    void jmh_isTheWorkersJvmWithTheUsersWords() throws IOException {
        WorkerSettings settings = new WorkerSettings(List.of("-Xmx1g"), Map.of());
        JmhWords words = JmhWords.of(List.of("-wi", "1", "-Djmh.ignoreLock=true"));
        Path cell = home.resolve("cell");

        JavaCommand command =
                JavaCommand.jmh(distribution, Plugins.of(backend), spec(Device.CPU, settings), cell, words);

        assertThat(classPath(command)).isEqualTo(classPath(worker(Device.CPU, settings)));
        assertThat(command.words())
                .contains("-Xmx1g", "-XX:+UseSerialGC", "-Djmh.ignoreLock=true")
                .endsWith("io.mscale.worker.bench.JmhMain", cell.toString(), "-wi", "1");
    }

    @Test
    void jmhCheck_meetsNoBackend() throws IOException {
        JavaCommand command = JavaCommand.jmhCheck(distribution, JmhWords.of(List.of("-wi", "1")));

        assertThat(classPath(command)).containsExactly(path("worker/json.jar"), path("worker/worker.jar"));
        assertThat(command.words()).endsWith("io.mscale.worker.bench.JmhMain", "--check", "-wi", "1");
    }

    @Test
    void worker_ofAnIncompleteDistribution_isRefused() {
        Distribution empty = new Distribution(home.resolve("nowhere"));

        assertThatThrownBy(() -> JavaCommand.worker(
                        empty, Plugins.of(backend), spec(Device.CPU, WorkerSettings.NONE), home.resolve("cell")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(empty.worker().toString());
    }

    private FoundBackend found() {
        return new FoundBackend("some", backend, null, null);
    }

    private static CellSpec spec(Device device, WorkerSettings settings) {
        Cell cell = Samples.failed("some", CellStatus.FAILED, "empty").cell();
        CellIdentity other = cell.identity();
        CellIdentity identity = new CellIdentity(
                other.id(),
                other.backend(),
                device,
                other.task(),
                other.variant(),
                other.preset(),
                other.repeat(),
                other.seed(),
                other.precision(),
                other.setting(),
                other.role());
        return new CellSpec(
                0,
                1,
                new Cell(identity, cell.network(), cell.training(), cell.measurement(), settings, cell.taskSettings()));
    }

    private JavaCommand worker(Device device, WorkerSettings settings) throws IOException {
        return JavaCommand.worker(distribution, Plugins.of(backend), spec(device, settings), home.resolve("cell"));
    }

    private static List<String> classPath(JavaCommand command) {
        List<String> words = command.words();
        return List.of(words.get(words.indexOf("-cp") + 1).split(File.pathSeparator, -1));
    }

    private String path(String relative) {
        return home.resolve(relative).toAbsolutePath().toString();
    }
}
