package io.mscale.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mscale.api.Device;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the probe says, in a JVM of its own, when something is wrong with the natives. */
class NativeFaultTest {

    @Test
    void probe_noLibrary_namesTheJarAndTheFolder() throws Exception {
        String line = probe(jar -> !jar.matches(".*nd4j-native-[0-9].*"), List.of(), Map.of());

        assertThat(line)
                .startsWith(ProbeMain.UNAVAILABLE)
                .contains("nd4j-native-")
                .contains("'cpu'");
    }

    @Test
    void probe_noNativesForThePlatform_saysSo() throws Exception {
        String line = probe(jar -> !jar.matches(".*nd4j-native-[0-9].*(linux|macosx|windows).*"), List.of(), Map.of());

        assertThat(line).startsWith(ProbeMain.UNAVAILABLE).contains("natives for this platform");
    }

    @Test
    void probe_damagedFileInTheCache_namesTheCache(@TempDir Path folder) throws Exception {
        List<String> cache = List.of("-Dorg.bytedeco.javacpp.cachedir=" + folder);
        assertThat(probe(jar -> true, cache, Map.of())).startsWith(ProbeMain.AVAILABLE);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                damage(file);
            }
        }

        assertThat(probe(jar -> true, cache, Map.of()))
                .startsWith(ProbeMain.UNAVAILABLE)
                .contains("delete")
                .contains(folder.toString());
    }

    @Test
    void probe_wrongLibrariesOnTheLibraryPath_worksOrNamesThePath(@TempDir Path folder) throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "LD_LIBRARY_PATH is Linux'");
        for (String name : List.of("libgomp.so.1", "libopenblas.so.0", "libnd4jcpu.so", "libgfortran.so.5")) {
            Files.writeString(folder.resolve(name), "nonsense");
        }

        String line = probe(jar -> true, List.of(), Map.of("LD_LIBRARY_PATH", folder.toString()));

        assertThat(line).containsAnyOf(ProbeMain.AVAILABLE, folder.toString());
    }

    @Test
    void workerSettings_startAJvm_thatSaysNothingButTheProbe() throws Exception {
        List<String> options = new Nd4jBackend().workerSettings(Device.CPU, 1).jvmOptions();

        assertThat(output(jar -> true, options, Map.of()))
                .singleElement()
                .asString()
                .startsWith(ProbeMain.AVAILABLE);
    }

    private static String probe(Predicate<String> jars, List<String> options, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> output = output(jars, options, environment);
        return output.stream()
                .filter(line -> line.startsWith(ProbeMain.AVAILABLE) || line.startsWith(ProbeMain.UNAVAILABLE))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no probe in " + output));
    }

    private static List<String> output(Predicate<String> jars, List<String> options, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jars)
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(ProbeMain.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("exit code, having said %s", text).isZero();
        return text.lines().toList();
    }

    /** Spoils the header and leaves size and time, by which JavaCPP knows its files. */
    private static void damage(Path file) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.write(new byte[64]);
        }
        Files.setLastModifiedTime(file, time);
    }
}
