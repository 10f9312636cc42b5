package io.mscale.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mscale.api.Device;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a probe says where NVIDIA's driver, or a program in its place, sees a GPU, but something else is missing. The layout
 * is that of PyTorch's wheels: {@code torch/lib} beside {@code nvidia/cuda_runtime/lib}.
 */
@EnabledOnOs(OS.LINUX)
class GpuFaultsTest {

    private static final String CUDART = """
            int cudaGetDeviceCount(int *count) { *count = 0; return 100; }
            int cudaRuntimeGetVersion(int *version) { *version = 12080; return 0; }
            const char *cudaGetErrorString(int error) { return "no device"; }
            """;

    private final Path folder;
    private final Path torch;

    GpuFaultsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        torch = Files.createDirectories(folder.resolve("torch/lib"));
    }

    @BeforeEach
    void putADriverInPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("nvidia-smi"), "#!/bin/sh\necho 'NVIDIA H200, 570.86.15'\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** As a GPU's worker, whose class path has no libraries of the CPU. */
    private ForkedProbe probe() {
        return ForkedProbe.asWorker(Device.parse("gpu"))
                .withoutJar("pytorch-native-cpu")
                .with("PATH", folder + File.pathSeparator + System.getenv("PATH"))
                .with("ENGINE_CACHE_DIR", folder.resolve("cache"))
                .with("PYTORCH_LIBRARY_PATH", torch);
    }

    private static String answer(ForkedProbe probe) throws IOException, InterruptedException {
        return ForkedProbe.answer(probe.start("gpu"));
    }

    /** The CPU's libraries, under the names of a build for CUDA; they can be loaded with the CPU's bridge. */
    private void putLibrariesInPlace() throws IOException {
        PyTorch.start();
        try (Stream<Path> libraries = Files.list(Path.of(PyTorch.start().libraryFolder()))) {
            for (Path library : libraries.toList()) {
                Files.createSymbolicLink(torch.resolve(Objects.requireNonNull(library.getFileName())), library);
            }
        }
        Files.createSymbolicLink(torch.resolve("libtorch_cuda.so"), torch.resolve("libtorch.so"));
    }

    private void compileCudart() throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("cudart.c"), CUDART);
        Path library = Files.createDirectories(folder.resolve("nvidia/cuda_runtime/lib"))
                .resolve("libcudart.so.12");
        Process compiler;
        try {
            compiler = new ProcessBuilder(
                            List.of("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString()))
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "there is no C compiler on this machine");
            throw e;
        }
        assertThat(compiler.waitFor()).isZero();
    }

    @Test
    void probe_noLibraries_saysHowToGetThem() throws Exception {
        assertThat(answer(probe()))
                .startsWith("unavailable no PyTorch native library")
                .contains("cu128", "PYTORCH_LIBRARY_PATH");
    }

    @Test
    void probe_buildWithoutCuda_saysSo() throws Exception {
        Files.writeString(torch.resolve("libtorch.so"), "of the CPU");

        assertThat(answer(probe())).startsWith("unavailable PyTorch in " + torch + " is a build without CUDA; ");
    }

    @Test
    void probe_librariesCannotBeLoaded_saysWhy() throws Exception {
        Files.writeString(torch.resolve("libtorch.so"), "not a library");
        Files.writeString(torch.resolve("libtorch_cuda.so"), "not a library");

        assertThat(answer(probe()))
                .startsWith("unavailable PyTorch's native libraries cannot be loaded: " + torch)
                .contains("taken from " + torch);
    }

    @Test
    void probe_noCudaRuntime_saysWhatIsMissing() throws Exception {
        putLibrariesInPlace();

        assertThat(answer(probe().with("PYTORCH_FLAVOR", "cpu")))
                .startsWith("unavailable NVIDIA's driver sees 1 GPU(s), but DJL cannot find CUDA's runtime library")
                .contains("libcudart", "-Djna.library.path=");
    }

    @Test
    void probe_cudaRuntimeOfTheWheelSeesNoGpu_saysThatCudaCannotBeUsed() throws Exception {
        putLibrariesInPlace();
        compileCudart();

        assertThat(answer(probe().with("PYTORCH_FLAVOR", "cpu")))
                .startsWith("unavailable CUDA cannot be used: PyTorch in " + torch + " sees 0 of the 1 GPU(s)");
    }

    @Test
    void workerSettings_ofAGpu_leaveOnlyThePlaceToTheShell() {
        assertThat(new DjlBackend().workerSettings(Device.parse("gpu"), 1).environment())
                .containsEntry("PYTORCH_VERSION", "")
                .containsEntry("DJL_OFFLINE", "true")
                .doesNotContainKey("PYTORCH_LIBRARY_PATH");
    }

    /** A newer DJL may come with another. */
    @Test
    void workerSettings_flavour_isOneThatDjlHasABridgeFor() {
        String flavour = new DjlBackend()
                .workerSettings(Device.parse("gpu"), 1)
                .environment()
                .get("PYTORCH_FLAVOR");

        assertThat(GpuFaultsTest.class.getResource("/jnilib/linux-x86_64/" + flavour + "/libdjl_torch.so"))
                .as("bridge for " + flavour)
                .isNotNull();
    }
}
