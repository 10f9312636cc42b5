package io.mscale.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit in a process of its own, which what is tested may end. */
class TckProcessTest {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @Test
    void journal_backendThatExits_namesTheRuleAndHasNoEnd() throws IOException, InterruptedException {
        Path journal = folder.resolve("journal.txt");

        int exitCode = tck("--backend", "exiting", "--journal", journal.toString());

        assertThat(exitCode).isZero();
        assertThat(Files.readAllLines(journal))
                .satisfies(lines -> assertThat(lines.get(0)).matches("rules \\d\\d"))
                .contains("begin required_spec101_isFoundByServiceLoader")
                .contains("done required_spec205_scalesDoNotTouchTheBias")
                .endsWith("begin required_spec206_lossMatchesReference [float32, 1, [1], 1]");
    }

    @Test
    void journal_kitThatEnds_hasItsExitCode() throws IOException, InterruptedException {
        Path journal = folder.resolve("journal.txt");

        int exitCode = tck("--task", "plain", "--journal", journal.toString());

        assertThat(exitCode).isZero();
        assertThat(Files.readAllLines(journal)).endsWith("done required_spec763_diffusionIsPositive", "exit 0");
    }

    private int tck(String... arguments) throws IOException, InterruptedException {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                TckMain.class.getName());
        return new ProcessBuilder(
                        Stream.concat(java.stream(), Stream.of(arguments)).toList())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start()
                .waitFor();
    }

    /** That of the tests, which some launchers keep in a class loader. */
    private static String classPath() {
        URL[] loaded = Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader
                ? loader.getURLs()
                : new URL[0];
        return Stream.concat(
                        Stream.of(System.getProperty("java.class.path")),
                        Stream.of(loaded)
                                .map(url -> Path.of(URI.create(url.toString())).toString()))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
