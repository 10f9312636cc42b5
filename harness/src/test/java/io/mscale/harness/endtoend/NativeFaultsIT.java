package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Distributions whose native libraries are missing, doubled or damaged: the cell and {@code doctor} say so alike, and
 * whoever is well trains.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class NativeFaultsIT {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private RunOnDisk run() {
        return new RunOnDisk(folder.resolve("run"));
    }

    @Test
    void nativeJarsMissing_areNamedByCellAndDoctor() throws IOException, InterruptedException {
        DistributionCopy distribution = DistributionCopy.in(folder.resolve("distribution"));
        for (Path jar : distribution.cpuJars("djl")) {
            Files.delete(jar);
        }
        for (Path jar : distribution.cpuJars("nd4j")) {
            if (jar.getFileName().toString().matches("nd4j-native-[0-9].*(linux|macosx|windows).*")) {
                Files.delete(jar);
            }
        }
        Map<String, String> emptyCaches = caches();

        Invocation invocation = distribution.run(folder, emptyCaches, cells("djl,ejml,nd4j", nd4jCache()));

        assertThat(invocation.exitCode()).isEqualTo(1);
        assertThat(run().statuses()).containsExactly("unsupported", "ok", "unsupported");
        assertThat(reason("djl")).contains("no PyTorch native library", "backends/djl/cpu/ must hold");
        assertThat(reason("nd4j")).contains("natives for this platform", "'cpu'");
        Invocation doctor = distribution.run(folder, emptyCaches, "doctor", "--worker-java-options", nd4jCache());
        assertThat(doctor.outputLines())
                .contains("djl cpu      no: " + reason("djl"))
                .anyMatch(line -> line.matches("ejml cpu +ok: .*"))
                .anyMatch(line -> line.matches("nd4j cpu +no: .*natives for this platform.*"));
    }

    @Test
    void twoVersionsOfAJar_areBothNamed() throws IOException, InterruptedException {
        DistributionCopy distribution = DistributionCopy.in(folder.resolve("distribution"));
        Path jar = distribution.jar("djl", "pytorch-jni-.*");
        Files.copy(jar, distribution.backend("djl").resolve("pytorch-jni-2.5.1-0.30.0.jar"));

        Invocation invocation = distribution.run(folder, Map.of(), cells("djl,ejml"));

        assertThat(invocation.exitCode()).isEqualTo(1);
        assertThat(run().statuses()).containsExactly("unsupported", "ok");
        assertThat(reason("djl"))
                .contains("was found 2 times", jar.toRealPath().toString(), "pytorch-jni-2.5.1-0.30.0.jar");
    }

    @Test
    void damagedLibrariesInTheCaches_areNamedWithTheRemedy() throws IOException, InterruptedException {
        DistributionCopy distribution = DistributionCopy.in(folder.resolve("distribution"));
        Map<String, String> caches = caches();
        Path cutShort = cutShort(distribution.jar("djl", "cpu/pytorch-native-cpu-.*"), folder.resolve("djl-cache"));
        Invocation fills = distribution.run(
                folder,
                caches,
                SmallRun.tiny(
                        folder.resolve("fills"),
                        "--backend",
                        "nd4j",
                        "--variant",
                        "multi",
                        "--worker-java-options",
                        nd4jCache()));
        assertThat(fills.exitCode()).as(fills.stdout()).isZero();
        damage(folder.resolve("nd4j-cache"));

        Invocation invocation = distribution.run(folder, caches, cells("djl,ejml,nd4j", nd4jCache()));

        assertThat(invocation.exitCode()).isEqualTo(1);
        assertThat(run().statuses()).containsExactly("unsupported", "ok", "unsupported");
        assertThat(reason("djl")).contains(cutShort + " is damaged", "delete " + cutShort.getParent());
        assertThat(reason("nd4j")).contains("delete the folder " + folder.resolve("nd4j-cache"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void libraryPathOfNonsense_disturbsNobody() throws IOException, InterruptedException {
        DistributionCopy distribution = DistributionCopy.in(folder.resolve("distribution"));
        for (String name : List.of("libtorch.so", "libtorch_cpu.so", "libnd4jcpu.so", "libopenblas.so.0")) {
            Files.writeString(folder.resolve(name), "nonsense");
        }

        Invocation invocation = distribution.run(
                folder, Map.of("LD_LIBRARY_PATH", folder + ":/no/such/folder"), cells("djl,ejml,nd4j"));

        assertThat(invocation.exitCode()).as(invocation.stdout()).isZero();
        assertThat(run().statuses()).containsExactly("ok", "ok", "ok");
    }

    @Test
    void networkThatCannotFit_isRefusedWithFigures() throws IOException, InterruptedException {
        String[] huge = {
            "--backend",
            "all",
            "--variant",
            "single",
            "--precision",
            "float64",
            "--width",
            "700000000,1",
            "--preset",
            "smoke",
            "--steps",
            "20",
            "--out",
            run().folder().toString()
        };

        Invocation invocation = Program.run(folder, huge);

        assertThat(invocation.exitCode()).isEqualTo(1);
        assertThat(run().statuses()).containsExactly("failed", "failed", "failed", "failed");
        for (JsonNode cell : run().cells()) {
            assertThat(cell.path("reason").asText())
                    .matches("not enough memory: 2,100,000,003 parameters .* need at least 84\\.\\d GB; .* GB are"
                            + " available");
            assertThat(cell.path("memory").path("peakRssBytes").asLong())
                    .as("peak memory of a worker that refused")
                    .isLessThan(1_500_000_000L);
        }
    }

    /** A cache of DJL's of this test's own, empty at first; that of ND4J is told by an option. */
    private Map<String, String> caches() {
        return Map.of("ENGINE_CACHE_DIR", folder.resolve("djl-cache").toString());
    }

    private String nd4jCache() {
        return "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("nd4j-cache");
    }

    private String[] cells(String backends, String javaOptions) {
        return SmallRun.tiny(
                run().folder(), "--backend", backends, "--variant", "multi", "--worker-java-options", javaOptions);
    }

    private String[] cells(String backends) {
        return SmallRun.tiny(run().folder(), "--backend", backends, "--variant", "multi");
    }

    private String reason(String backend) throws IOException {
        return run().cells().stream()
                .filter(cell -> cell.path("backend").asText().equals(backend))
                .findFirst()
                .orElseThrow()
                .path("reason")
                .asText();
    }

    /** Puts one of PyTorch's libraries where DJL would unpack it, as a full disk would have left it. */
    private static Path cutShort(Path jar, Path cache) throws IOException {
        Properties properties = new Properties();
        try (JarFile file = new JarFile(jar.toFile());
                InputStream in = file.getInputStream(file.getJarEntry("native/lib/pytorch.properties"))) {
            properties.load(in);
        }
        Path unpacked = cache.resolve("pytorch")
                .resolve(properties.getProperty("version") + "-" + properties.getProperty("flavor") + "-"
                        + properties.getProperty("classifier"));
        String library = properties.getProperty("libraries").split(",", -1)[0];
        Files.createDirectories(unpacked);
        return Files.write(unpacked.resolve(library), new byte[] {1, 2, 3});
    }

    /** Spoils the beginning of every file and leaves size and time, by which JavaCPP knows its files. */
    private static void damage(Path cache) throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                FileTime time = Files.getLastModifiedTime(file);
                try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
                    content.write(new byte[64]);
                }
                Files.setLastModifiedTime(file, time);
            }
        }
    }
}
