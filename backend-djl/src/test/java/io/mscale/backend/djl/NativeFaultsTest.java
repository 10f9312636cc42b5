package io.mscale.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which the native libraries may be wrong gives a reason, in a JVM of its own. */
class NativeFaultsTest {

    private final Path folder;

    NativeFaultsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void probe_nothingWrong_isAvailable() throws Exception {
        assertThat(ForkedProbe.asWorker().run()).startsWith("available 2.7.1 (DJL), build ");
    }

    @Test
    void probe_nativeJarMissing_saysWhichAndWhere() throws Exception {
        String answer = ForkedProbe.asWorker()
                .withoutJar("pytorch-native-cpu")
                .with("ENGINE_CACHE_DIR", folder)
                .run();

        assertThat(answer).startsWith("unavailable no PyTorch native library").contains("backends/djl/cpu/");
    }

    @Test
    void probe_bridgeJarMissing_saysSo() throws Exception {
        assertThat(ForkedProbe.asWorker().withoutJar("pytorch-jni").run())
                .startsWith("unavailable DJL's native bridge to PyTorch (pytorch-jni) is missing");
    }

    @Test
    void probe_engineJarMissing_saysSo() throws Exception {
        assertThat(ForkedProbe.asWorker().withoutJar("pytorch-engine").run())
                .startsWith("unavailable DJL's PyTorch engine is missing");
    }

    @Test
    void probe_twoVersionsOfAJar_namesBoth() throws Exception {
        Path original = ForkedProbe.jar("pytorch-jni");
        Path second = Files.copy(original, folder.resolve("pytorch-jni-old.jar"));

        assertThat(ForkedProbe.asWorker().withJar(second).run())
                .startsWith("unavailable")
                .contains("was found 2 times", original.toString(), second.toString());
    }

    @Test
    void probe_fileInCacheCutShort_namesItAndTheRemedy() throws Exception {
        Path unpacked = unpackedFolder();
        fillWithZeros(unpacked);
        Path cut = unpacked.resolve(libraries().get(0));
        Files.write(cut, new byte[] {1, 2, 3});

        assertThat(ForkedProbe.asWorker().with("ENGINE_CACHE_DIR", folder).run())
                .startsWith("unavailable PyTorch's native library " + cut + " is damaged")
                .contains("delete " + unpacked);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void probe_cacheOfAnotherUser_saysSo() throws Exception {
        Path unpacked = unpackedFolder();
        Files.setPosixFilePermissions(unpacked, Set.of());
        assumeTrue(!Files.isReadable(unpacked), "root may read everything");

        assertThat(ForkedProbe.asWorker().with("ENGINE_CACHE_DIR", folder).run())
                .startsWith("unavailable PyTorch's native libraries in " + unpacked + " belong to another user")
                .contains("DJL_CACHE_DIR");
    }

    @Test
    void probe_fileInCacheOfTheRightSizeButOtherBytes_namesTheCauseAndTheRemedy() throws Exception {
        fillWithZeros(unpackedFolder());

        assertThat(ForkedProbe.asWorker().with("ENGINE_CACHE_DIR", folder).run())
                .startsWith("unavailable PyTorch's native libraries cannot be loaded: ")
                .contains(folder.toString(), "; delete ");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void probe_libraryPathsPointAtNonsense_workerIsNotDisturbed() throws Exception {
        Files.writeString(folder.resolve("libtorch.so"), "not a library");

        assertThat(ForkedProbe.asWorker()
                        .with("LD_LIBRARY_PATH", folder + ":/no/such/folder")
                        .run())
                .startsWith("available");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void probe_loadingFailsWithALibraryPathSet_mentionsThePath() throws Exception {
        fillWithZeros(unpackedFolder());

        assertThat(ForkedProbe.asWorker()
                        .with("ENGINE_CACHE_DIR", folder)
                        .with("LD_LIBRARY_PATH", "/no/such/folder")
                        .run())
                .startsWith("unavailable PyTorch's native libraries cannot be loaded: ")
                .contains("LD_LIBRARY_PATH is /no/such/folder");
    }

    @Test
    void probe_pytorchLibraryPathHoldsABrokenLibrary_namesTheFolder() throws Exception {
        Files.writeString(folder.resolve(System.mapLibraryName("torch")), "not a library");

        assertThat(ForkedProbe.plain().with("PYTORCH_LIBRARY_PATH", folder).run())
                .startsWith("unavailable PyTorch's native libraries cannot be loaded: ")
                .contains("taken from " + folder);
    }

    @Test
    void probe_twoWorkersWithAnEmptyCache_bothAreServed() throws Exception {
        assumeTrue(folder.toFile().getUsableSpace() > 2L << 30, "too little space to unpack twice");
        Process first = ForkedProbe.asWorker().with("ENGINE_CACHE_DIR", folder).start("cpu");
        Process second = ForkedProbe.asWorker().with("ENGINE_CACHE_DIR", folder).start("cpu");

        assertThat(ForkedProbe.answer(first)).startsWith("available");
        assertThat(ForkedProbe.answer(second)).startsWith("available");
    }

    /** Where DJL unpacks the libraries of the jar on this test's class path, under the temporary cache. */
    private Path unpackedFolder() throws IOException {
        Properties jar = jarProperties();
        return Files.createDirectories(folder.resolve("pytorch")
                .resolve(jar.getProperty("version") + "-" + jar.getProperty("flavor") + "-"
                        + jar.getProperty("classifier")));
    }

    private static List<String> libraries() throws IOException {
        return List.of(jarProperties().getProperty("libraries").split(",", -1));
    }

    /** Files of the right names and sizes, which take no space on most file systems. */
    private static void fillWithZeros(Path unpacked) throws IOException {
        Properties jar = jarProperties();
        for (String library : libraries()) {
            URL packed = Objects.requireNonNull(NativeFaultsTest.class.getResource(
                    "/pytorch/" + jar.getProperty("flavor") + "/" + jar.getProperty("classifier") + "/" + library));
            try (RandomAccessFile file =
                    new RandomAccessFile(unpacked.resolve(library).toFile(), "rw")) {
                file.setLength(packed.openConnection().getContentLengthLong());
            }
        }
    }

    private static Properties jarProperties() throws IOException {
        Properties properties = new Properties();
        try (InputStream in =
                Objects.requireNonNull(NativeFaultsTest.class.getResourceAsStream("/native/lib/pytorch.properties"))) {
            properties.load(in);
        }
        return properties;
    }
}
