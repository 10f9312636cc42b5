package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the user's shell does to workers: nothing, unless the user wants it to. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no env(1)")
class WorkerEnvironmentIT {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private RunOnDisk run() {
        return new RunOnDisk(folder.resolve("run"));
    }

    /** The program in a shell that has some variables more. */
    private Invocation runWith(List<String> variables, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env"));
        command.addAll(variables);
        command.addAll(Program.command(arguments));
        try (Program program = Program.startCommand(folder, command)) {
            return program.await();
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** Each of them would end a worker at its start, or change what it does. */
    @Test
    void variablesThatBreakOrChangeWorkers_areNotInheritedToldOnceAndRecorded()
            throws IOException, InterruptedException {
        List<String> variables = List.of(
                "JAVA_TOOL_OPTIONS=-XX:+UseG1GC",
                "_JAVA_OPTIONS=-Dmscale.from.shell=1",
                "OMP_NUM_THREADS=nonsense",
                "ATEN_CPU_CAPABILITY=default",
                "LD_PRELOAD=/no/such/library.so");

        Invocation invocation = runWith(
                variables,
                SmallRun.tiny(
                        run().folder(),
                        "--backend",
                        "djl,ejml",
                        "--variant",
                        "multi",
                        "--quiet",
                        "--retry-disturbed",
                        "0"));

        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        assertThat(run().statuses()).containsExactly("ok", "ok");
        List<String> names =
                List.of("ATEN_CPU_CAPABILITY", "JAVA_TOOL_OPTIONS", "LD_PRELOAD", "OMP_NUM_THREADS", "_JAVA_OPTIONS");
        assertThat(texts(run().run().path("environment").path("clearedVariables")))
                .isEqualTo(names);
        assertThat(invocation.errorLines())
                .filteredOn(line -> line.startsWith("note: "))
                .containsExactly("note: workers do not inherit " + String.join(", ", names)
                        + "; --worker-env NAME lets a variable through");
        for (JsonNode cell : run().cells()) {
            assertThat(cell.path("worker").path("environment").toString()).doesNotContain("nonsense", "default");
        }
        try (Stream<Path> logs = Files.walk(run().folder())) {
            for (Path log : logs.filter(file -> file.endsWith("worker.log")).toList()) {
                assertThat(Files.readString(log)).doesNotContain("Picked up", "library.so");
            }
        }
        assertThat(Files.readString(run().folder().resolve("report.html"))).contains("not inherited by workers");
    }

    @Test
    void variablesAndOptionsThatTheUserWants_reachTheWorkerAndItsRecord() throws IOException, InterruptedException {
        Invocation invocation = runWith(
                List.of("ATEN_CPU_CAPABILITY=default"),
                SmallRun.tiny(
                        run().folder(),
                        "--backend",
                        "djl",
                        "--variant",
                        "multi",
                        "--worker-env",
                        "ATEN_CPU_CAPABILITY",
                        "--worker-env=MINE=a,b",
                        "--worker-java-options",
                        "-XX:+UseParallelGC -Xlog:gc:stdout"));

        assertThat(invocation.exitCode()).as(invocation.stderr()).isZero();
        JsonNode cell = run().cells().get(0);
        assertThat(cell.path("library").path("build").asText()).isEqualTo("default");
        JsonNode worker = cell.path("worker");
        assertThat(worker.path("environment").path("ATEN_CPU_CAPABILITY").asText())
                .isEqualTo("default");
        assertThat(worker.path("environment").path("MINE").asText()).isEqualTo("a,b");
        assertThat(texts(worker.path("jvmOptions")))
                .contains("-XX:+UseParallelGC", "-Xlog:gc:stdout")
                .doesNotContain("-XX:+UseSerialGC");
        assertThat(Files.readString(run().cellFile("djl-cpu-fit1d-multi-r1", "worker.log")))
                .contains("Using Parallel");
        JsonNode environment = run().run().path("environment");
        assertThat(environment.path("clearedVariables")).isEmpty();
        assertThat(texts(environment.path("workerSettings").path("jvmOptions")))
                .containsExactly("-XX:+UseParallelGC", "-Xlog:gc:stdout");
        assertThat(texts(run().run().path("command"))).contains("ATEN_CPU_CAPABILITY=default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run | --worker-java-options | -XX:NoSuchOption=1 | Unrecognized VM option 'NoSuchOption=1'",
                "jmh | --worker-java-options | -XX:+UseG1GC -XX:+UseParallelGC | Multiple garbage collectors selected",
                "run | --worker-java-options | -version | it ends instead",
                "run | --worker-env | JAVA_TOOL_OPTIONS=-XX:NoSuchOption | Unrecognized VM option 'NoSuchOption'"
            })
    void settingThatJavaDoesNotTake_isToldInJavasWordsAndNothingWritten(
            String command, String option, String value, String reason) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(SmallRun.tiny(run().folder(), "--backend", "all", option, value)));

        Invocation invocation = Program.run(folder, arguments.toArray(String[]::new));

        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.errorLines())
                .singleElement()
                .asString()
                .startsWith("mscale-bench: " + option + ": Java does not start a worker with ")
                .endsWith(reason);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void settingThatJavaDoesNotTake_isToldByDoctorAndKit() throws IOException, InterruptedException {
        for (List<String> command : List.of(List.of("doctor"), List.of("tck", "--backend", "ejml"))) {
            List<String> arguments = new ArrayList<>(command);
            arguments.addAll(List.of("--worker-java-options", "-Xmx"));

            Invocation invocation = Program.run(folder, arguments.toArray(String[]::new));

            assertThat(invocation.exitCode()).isEqualTo(2);
            assertThat(invocation.stdout()).isEmpty();
            assertThat(invocation.errorLines()).singleElement().asString().contains("Invalid maximum heap size: -Xmx");
        }
    }

    @Test
    void backendThatTheOptionsLeaveNothingToWorkWith_isUnsupportedAndTheOtherTrains()
            throws IOException, InterruptedException {
        Invocation invocation = Program.run(
                folder,
                SmallRun.tiny(
                        run().folder(),
                        "--backend",
                        "ejml,simd",
                        "--variant",
                        "multi",
                        "--worker-java-options",
                        "-Xint"));

        assertThat(invocation.exitCode()).isEqualTo(1);
        assertThat(run().statuses()).containsExactly("ok", "unsupported");
    }
}
