package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program in places, and started in ways, that its authors did not think of first. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its files, links and users are other things")
class StartIT {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private RunOnDisk run() {
        return new RunOnDisk(folder.resolve("run"));
    }

    private static Path jar() {
        return Program.distribution().resolve("harness.jar");
    }

    private static Invocation run(Path workingFolder, List<String> before, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(arguments));
        try (Program program = Program.startCommand(workingFolder, command)) {
            return program.await();
        }
    }

    private void assumeExecutionIsAllowed() throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assumeTrue(succeeds(script.toString()), "the temporary folder of these tests is mounted noexec");
        Files.delete(script);
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Java itself cannot start a jar whose path holds a colon; in its folder it can, and workers have no such way out. */
    @Test
    void pathWithAColon_isNoObstacle() throws IOException, InterruptedException {
        DistributionCopy copy = DistributionCopy.in(folder.resolve("a:b c"));

        Invocation invocation = run(
                copy.home(),
                List.of(JAVA, "-jar", "harness.jar"),
                SmallRun.tiny(Path.of("run"), "--backend", "all", "--variant", "multi"));

        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        assertThat(new RunOnDisk(copy.home().resolve("run")).statuses()).containsOnly("ok");
    }

    @Test
    void linkToTheJar_startsTheProgramWhereItLies() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(folder.resolve("bench.jar"), jar());

        Invocation invocation = run(
                folder, List.of(JAVA, "-jar", link.toString()), SmallRun.tiny(run().folder(), "--variant", "multi"));

        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        assertThat(run().statuses()).containsExactly("ok");
    }

    @Test
    void jarWithoutItsFolder_saysWhatIsMissing() throws IOException, InterruptedException {
        Path alone = Files.copy(jar(), folder.resolve("alone.jar"));

        Invocation invocation = run(folder, List.of(JAVA, "-jar", alone.toString()), "list");

        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.errorLines())
                .singleElement()
                .asString()
                .startsWith("mscale-bench: there is no folder lib/ beside " + alone.toRealPath());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere Java takes names for UTF-8 in any locale")
    void nameThatTheLocaleCannotExpress_isToldWithTheRemedy() throws IOException, InterruptedException {
        // The name's bytes come from printf: this test's own locale may not be able to pass them on.
        String script = "exec \"$@\" --out \"$(printf 'b\\303\\244nk')\"";

        Invocation invocation = run(
                folder, List.of("env", "LC_ALL=C", "sh", "-c", script, "sh", JAVA, "-jar", jar().toString(), "run"));

        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.errorLines())
                .singleElement()
                .asString()
                .startsWith("mscale-bench: 'b??nk' holds characters that this locale (LC_ALL=C; ")
                .contains("LC_ALL=C.UTF-8");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void homeThatIsMissing_nativeLibrariesAreUnpackedElsewhereAndThatIsTold() throws IOException, InterruptedException {
        assumeExecutionIsAllowed();
        Path temporary = Files.createDirectory(folder.resolve("temporary files"));

        Invocation invocation = run(
                folder,
                List.of(
                        "env",
                        "-u",
                        "HOME",
                        "-u",
                        "DJL_CACHE_DIR",
                        "-u",
                        "ENGINE_CACHE_DIR",
                        JAVA,
                        "-Duser.home=" + folder.resolve("missing"),
                        "-Djava.io.tmpdir=" + temporary,
                        "-jar",
                        jar().toString()),
                SmallRun.tiny(run().folder(), "--backend", "djl,nd4j", "--variant", "multi"));

        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        assertThat(run().statuses()).containsExactly("ok", "ok");
        Path unpacked = temporary.resolve(
                "mscale-bench-" + System.getProperty("user.name", "").replaceAll("\\W", "_"));
        assertThat(invocation.errorLines())
                .contains("note: the home folder " + folder.resolve("missing")
                        + " does not exist; native libraries are unpacked in " + unpacked);
        assertThat(unpacked.resolve(".djl.ai")).isDirectory();
        assertThat(unpacked.resolve(".javacpp")).isDirectory();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void temporaryFolderThatForbidsExecution_isNotUsedForNativeLibraries() throws IOException, InterruptedException {
        assumeTrue(
                succeeds("unshare", "--mount", "--map-root-user", "mount", "-t", "tmpfs", "none", folder.toString()),
                "this user cannot mount a file system of its own (unshare)");
        assumeExecutionIsAllowed();
        Path temporary = Files.createDirectory(folder.resolve("noexec"));
        String script = "unset DJL_CACHE_DIR ENGINE_CACHE_DIR; mount -t tmpfs -o noexec none \"$0\" && exec \"$@\"";

        Invocation invocation = run(
                folder,
                List.of(
                        "unshare",
                        "--mount",
                        "--map-root-user",
                        "sh",
                        "-c",
                        script,
                        temporary.toString(),
                        JAVA,
                        "-Duser.home=" + folder.resolve("missing"),
                        "-Djava.io.tmpdir=" + temporary,
                        "-jar",
                        jar().toString()),
                SmallRun.tiny(run().folder(), "--backend", "djl,nd4j", "--variant", "multi"));

        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        assertThat(run().statuses()).containsExactly("ok", "ok");
        assertThat(folder.resolve("runs/.native/.djl.ai")).isDirectory();
    }

    @Test
    void twoFirstStartsAtOnce_unpackNativeLibrariesOnceAndBothTrain() throws IOException, InterruptedException {
        Map<String, String> variables =
                Map.of("DJL_CACHE_DIR", folder.resolve("djl").toString());
        List<Program> programs = new ArrayList<>();
        try {
            for (String name : List.of("one", "two")) {
                List<String> command = new ArrayList<>(List.of("env"));
                variables.forEach((variable, value) -> command.add(variable + "=" + value));
                command.addAll(Program.command(SmallRun.tiny(
                        folder.resolve(name),
                        "--backend",
                        "djl,nd4j",
                        "--variant",
                        "multi",
                        "--worker-java-options",
                        "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("nd4j"))));
                programs.add(Program.startCommand(folder, command));
            }
            for (Program program : programs) {
                Invocation invocation = program.await();
                assertThat(invocation.exitCode()).as(invocation.stdout()).isZero();
            }
        } finally {
            for (Program program : programs) {
                program.close();
            }
        }
        for (String name : List.of("one", "two")) {
            assertThat(new RunOnDisk(folder.resolve(name)).statuses()).containsExactly("ok", "ok");
        }
    }

    /** Root can write everything, so that root's tests run the program as nobody. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void readOnlyDistributionAndJmhLockOfAnotherUser_areNoObstacle() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Path lock = temporary.resolve("jmh.lock");
        List<String> command = new ArrayList<>();
        if (Files.isWritable(Path.of("/etc/hosts"))) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
            List<String> reads = new ArrayList<>(command);
            reads.addAll(Program.command("--version"));
            assumeTrue(
                    succeeds(reads.toArray(String[]::new)),
                    "this is root, and nobody cannot run Java or the distribution, or setpriv is missing");
            Files.createFile(lock);
            Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("rw-r--r--"));
        } else {
            Files.createSymbolicLink(lock, Path.of("/etc/hosts")); // root's, as the lock of another user would be
        }
        for (Path open : List.of(folder, temporary)) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        command.addAll(Program.command(SmallRun.tiny(
                run().folder(),
                "--variant",
                "multi",
                "--timing",
                "jmh",
                "--",
                "-wi",
                "1",
                "-i",
                "3",
                "-w",
                "50ms",
                "-r",
                "50ms",
                "-Djava.io.tmpdir=" + temporary)));
        command.add(command.indexOf("-jar"), "-Djava.io.tmpdir=" + temporary);

        Invocation invocation = run(folder, command);

        assertThat(invocation.exitCode())
                .as(invocation.stdout() + invocation.stderr())
                .isZero();
        JsonNode cell = run().cells().get(0);
        assertThat(cell.path("timing").path("jmh").path("step").path("seconds").asDouble())
                .isPositive();
        assertThat(Files.readString(run().cellFile(RunOnDisk.MULTI, "jmh.log")))
                .contains("jmh.lock belongs to another user and nobody holds it");
    }
}
