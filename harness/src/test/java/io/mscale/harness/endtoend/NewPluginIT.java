package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code new} lays out, taken on as its author would: by pasting the commands that it prints into a shell. */
class NewPluginIT {

    /** Appended to runs so that they are short. */
    private static final String SHORT =
            " --width 20,10 --scales linear:5 --train-size 60 --test-size 40 --steps 10 --variant multi";

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void folder(@TempDir Path root) throws IOException {
        folder = Files.createDirectory(root.resolve("my plug-ins"));
    }

    /** Runs {@code new} and returns the commands that it prints. */
    private List<String> commands(String... arguments) throws IOException, InterruptedException {
        Invocation invocation = Program.run(folder, arguments);

        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        assertThat(invocation.stderr()).isEmpty();
        List<String> commands = invocation.outputLines().stream()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .toList();
        assertThat(commands.get(0)).startsWith("cd ");
        return commands;
    }

    /** Pastes each command in turn, and returns all that they print. */
    private String paste(List<String> commands) throws IOException, InterruptedException {
        StringBuilder output = new StringBuilder();
        for (String command : commands.subList(1, commands.size())) {
            boolean isRun = command.contains(" --preset ");
            Invocation invocation = shell(commands.get(0) + "\n" + command + (isRun ? SHORT : ""));
            assertThat(invocation.exitCode())
                    .as(command + ": " + invocation.stdout() + invocation.stderr())
                    .isZero();
            output.append(invocation.stdout());
        }
        return output.toString();
    }

    /** Maven works offline, with what the build of this project has fetched. */
    private Invocation shell(String script) throws IOException, InterruptedException {
        String localRepository = System.getProperty("mscale.localRepository");
        List<String> command = new ArrayList<>(List.of("env"));
        command.add("PATH=" + Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
        command.add("REPOSITORY=" + (localRepository == null ? "" : "-Dmaven.repo.local=" + localRepository));
        command.addAll(List.of("bash", "-c", """
                set -e
                mvn() { command mvn -o -B -Daether.offline.protocols=file ${REPOSITORY:+"$REPOSITORY"} "$@"; }
                """ + script));
        try (Program shell = Program.startCommand(folder, command)) {
            return shell.await();
        }
    }

    private void assumeMaven() throws IOException, InterruptedException {
        assumeTrue(shell("mvn -version").exitCode() == 0, "there is no mvn on the path");
    }

    @Test
    void backend_asItIsLaidOut_passesTheKitAndRuns() throws IOException, InterruptedException {
        assumeMaven();

        String output = paste(commands("new", "backend", "my-2nd-library"));

        assertThat(output)
                .contains("BUILD SUCCESS")
                .contains("org.example.my2ndlibrary.My2ndLibraryBackendConformanceTest")
                .containsPattern("passed +required_\\w*gradient")
                .containsPattern("(?m)^my-2nd-library +cpu +fit1d");
        assertThat(folder.resolve(
                        "my-2nd-library/target/backends/my-2nd-library/backend-my-2nd-library-1.0-SNAPSHOT.jar"))
                .isRegularFile();
    }

    @Test
    void task_asItIsLaidOut_passesTheKitAndRuns() throws IOException, InterruptedException {
        assumeMaven();

        String output = paste(commands("new", "task", "my-waves", "--dir", "some where"));

        assertThat(output)
                .contains("BUILD SUCCESS")
                .contains("org.example.mywaves.MyWavesTaskConformanceTest")
                .containsPattern("passed +required_\\w*targetHoldsItsFrequencies")
                .containsPattern("(?m)^simd +cpu +my-waves");
        assertThat(folder.resolve("some where/target/tasks/task-my-waves-1.0-SNAPSHOT.jar"))
                .isRegularFile();
    }

    @Test
    void worker_asItIsLaidOut_runs() throws IOException, InterruptedException {
        List<String> commands = commands("new", "worker", "my-worker", "--language", "java");

        // The kit takes as long as all else here, and ExternalWorkersIT runs it on this worker.
        String output = paste(
                commands.stream().filter(command -> !command.contains(" tck ")).toList());

        assertThat(output).containsPattern("(?m)^my-worker +cpu +fit1d");
    }

    @Test
    void repository_holdsWhatThirdPartiesNeedWithSourcesAndJavadoc() throws IOException {
        for (String module : List.of("api", "reference", "backend-tck")) {
            Path versions = Program.distribution().resolve("maven/io/mscale").resolve(module);
            List<String> names;
            try (var files = Files.walk(versions)) {
                names = files.filter(Files::isRegularFile)
                        .map(file -> file.getFileName().toString())
                        .toList();
            }
            assertThat(names)
                    .anyMatch(name -> name.endsWith("-sources.jar"))
                    .anyMatch(name -> name.endsWith("-javadoc.jar"))
                    .anyMatch(name -> name.endsWith(".pom"))
                    .allMatch(name -> name.endsWith(".sha1") || names.contains(name + ".sha1"));
            try (var files = Files.walk(versions)) {
                Path pom = files.filter(file -> file.toString().endsWith(".pom"))
                        .findFirst()
                        .orElseThrow();
                assertThat(pom).content().doesNotContain("<parent>", "${").contains("Apache-2.0");
            }
        }
    }
}
