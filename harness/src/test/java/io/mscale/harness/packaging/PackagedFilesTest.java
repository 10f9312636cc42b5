package io.mscale.harness.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.api.Device;
import io.mscale.harness.UsageException;
import io.mscale.harness.discovery.BackendFolder;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.FoundBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedFilesTest {

    private static final String EXTERNAL = """
            {"schema": "mscale-backend/1", "protocol": 2, "id": "%s", "description": "one", "command": ["%s", "%s"],
             "capabilities": {"devices": ["cpu"], "precisions": ["float32"], "structures": ["dense"],
                              "activations": ["relu"], "options": [], "bitReproducible": true}}
            """;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path home;

    @BeforeEach
    void distribution() throws IOException {
        for (String name :
                List.of("harness.jar", "LICENSE", "README.md", "lib/a.jar", "worker/b.jar", "tck/c.jar", "docs/d.md")) {
            write(name, "");
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private FoundBackend backend(String id, String folder) {
        return new FoundBackend(id, new BackendFolder(home.resolve(folder)), null, "not looked at");
    }

    private PackagedFiles packaged(List<Device.Kind> devices, FoundBackend... backends) throws IOException {
        return PackagedFiles.of(new Distribution(home), List.of(backends), devices);
    }

    @Test
    void of_backendInJars_hasTheJarsOfTheDevicesOnly() throws IOException {
        for (String name : List.of("mine.jar", "cpu/x.jar", "gpu/y.jar", "gpu-notes.txt")) {
            write("anywhere/it/" + name, "12345");
        }
        write("anywhere/other/no.jar", "");
        FoundBackend mine = backend("mine", "anywhere/it");

        PackagedFiles onCpu = packaged(List.of(Device.Kind.CPU), mine);

        assertThat(onCpu.files())
                .containsOnlyKeys(
                        "LICENSE",
                        "backends/mine/cpu/x.jar",
                        "backends/mine/gpu-notes.txt",
                        "backends/mine/mine.jar",
                        "harness.jar",
                        "lib/a.jar",
                        "worker/b.jar");
        assertThat(onCpu.bytes()).isEqualTo(15);
        assertThat(packaged(List.of(Device.Kind.GPU), mine).files())
                .containsKey("backends/mine/gpu/y.jar")
                .doesNotContainKey("backends/mine/cpu/x.jar");
        assertThat(packaged(List.of(Device.Kind.GPU, Device.Kind.CPU), mine).files())
                .containsKeys("backends/mine/gpu/y.jar", "backends/mine/cpu/x.jar");
    }

    @Test
    void of_thirdPartysTasks_comeAlong() throws IOException {
        write("tasks/theirs.jar", "");

        assertThat(packaged(List.of(Device.Kind.CPU)).files()).containsKey("tasks/theirs.jar");
    }

    @Test
    void of_externalWorker_hasAllFilesButCaches() throws IOException {
        write("backends/one/backend.json", EXTERNAL.formatted("one", "python3", "worker.py"));
        write("backends/one/worker.py", "");
        write("backends/one/gpu/kernels.py", "");
        write("backends/one/__pycache__/worker.pyc", "");
        write("backends/one/helpers/__init__.py", "");

        assertThat(packaged(List.of(Device.Kind.CPU), backend("one", "backends/one"))
                        .files()
                        .keySet())
                .filteredOn(path -> path.startsWith("backends/"))
                .containsExactly(
                        "backends/one/backend.json",
                        "backends/one/gpu/kernels.py",
                        "backends/one/helpers/__init__.py",
                        "backends/one/worker.py");
    }

    @Test
    void of_externalWorkerOfAnothersFiles_needsThatOne() throws IOException {
        write("peers/one/backend.json", EXTERNAL.formatted("one", "python3", "worker.py"));
        write("peers/one/worker.py", "");
        write("peers/two/backend.json", EXTERNAL.formatted("two", "python3", "../one/worker.py"));
        FoundBackend one = backend("one", "peers/one");
        FoundBackend two = backend("two", "peers/two");
        List<Device.Kind> cpu = List.of(Device.Kind.CPU);

        assertThatThrownBy(() -> packaged(cpu, two))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'two' needs ../one/worker.py");
        assertThat(packaged(cpu, one, two).files()).containsKeys("backends/one/worker.py", "backends/two/backend.json");
    }

    @Test
    void executables_arePrograms() throws IOException {
        write("backends/one/backend.json", EXTERNAL.formatted("one", "./worker", "--fast"));
        Path worker = write("backends/one/worker", "");
        boolean isMarked = worker.toFile().setExecutable(true) && !Files.isExecutable(home.resolve("LICENSE"));

        List<String> executables = packaged(List.of(Device.Kind.CPU), backend("one", "backends/one"))
                .executables();

        assertThat(executables).isEqualTo(isMarked ? List.of("backends/one/worker") : List.of());
    }
}
