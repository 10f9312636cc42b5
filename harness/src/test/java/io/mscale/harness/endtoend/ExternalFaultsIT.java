package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** External workers that do something wrong: each ends in a status with a reason, and EJML's cell after it is trained. */
@TestInstance(Lifecycle.PER_CLASS)
class ExternalFaultsIT {

    /** Seconds to sleep, by which a worker is known: no other build on this machine has the same. */
    private static final String ENDLESS = "9876" + ProcessHandle.current().pid();

    private static final String PROTOCOL = "the worker broke the protocol: ";

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Invocation run;

    @SuppressWarnings("NullAway.Init")
    private RunOnDisk all;

    /** One run of all that end by themselves, and EJML as the last. */
    @BeforeAll
    void runThemAll(@TempDir Path root) throws IOException, InterruptedException {
        ExternalFolder backends = new ExternalFolder(root.resolve("backends"));
        List<String> ids = new ArrayList<>();
        for (Arguments script : scripts().toList()) {
            backends.script(text(script, 0), text(script, 1));
            ids.add(text(script, 0));
        }
        for (Arguments change : changes().toList()) {
            backends.example(text(change, 0), text(change, 1), text(change, 2));
            ids.add(text(change, 0));
        }
        ids.add("ejml");
        all = new RunOnDisk(root.resolve("run"));
        run = Program.run(
                root,
                SmallRun.tiny(
                        all.folder(),
                        "--backends-dir",
                        backends.root().toString(),
                        "--variant",
                        "multi",
                        "--precision",
                        "float64",
                        "--timing",
                        "none",
                        "--backend",
                        String.join(",", ids)));
    }

    private static String text(Arguments arguments, int index) {
        return String.valueOf(arguments.get()[index]);
    }

    static Stream<Arguments> scripts() {
        return Stream.of(
                arguments(
                        "garbage",
                        "echo '{\"id\": this is no JSON'; sleep 600",
                        "failed",
                        PROTOCOL + "an answer is no JSON object: '{\"id\": this is no JSON'"),
                arguments(
                        "torn",
                        "printf '{\"id\": 5, \"lo'; exit 0",
                        "failed",
                        PROTOCOL + "an answer is no JSON object: "),
                arguments(
                        "long-line",
                        "printf '{\"id\":'; head -c 200000 /dev/zero | tr '\\0' 1; echo; sleep 600",
                        "failed",
                        PROTOCOL + "an answer is longer than 65536 bytes"),
                arguments(
                        "other-question",
                        "echo '{\"id\": 1, \"loss\": 1, \"seconds\": 1}'; sleep 600",
                        "failed",
                        PROTOCOL + "it answers question 1, but question "),
                arguments(
                        "says-nothing",
                        "echo \"{\\\"id\\\": $id}\"",
                        "failed",
                        PROTOCOL + "in the answer to 'train', loss is missing, which is a number"),
                arguments(
                        "too-slow",
                        "echo \"{\\\"id\\\": $id, \\\"loss\\\": 1, \\\"seconds\\\": 1000}\"",
                        "failed",
                        PROTOCOL + "it says that training took 1000.000000 s, but its answer came after "),
                arguments(
                        "silent",
                        "exit 0",
                        "crashed",
                        "the worker ended before it had answered 'train', with exit code 0; it printed nothing"),
                arguments(
                        "dies",
                        "echo 'out of luck' >&2; exit 7",
                        "crashed",
                        "the worker ended before it had answered 'train', with exit code 7; the last line it printed: out of luck"),
                arguments(
                        "panics",
                        "printf 'panic: no memory\\n\\ngoroutine 1 [running]:\\nmain.train(...)\\n\\t/me/main.go:5 +0x31\\nexit"
                                + " status 2\\n' >&2; exit 2",
                        "crashed",
                        "with exit code 2; it printed: panic: no memory, at main.go:5"),
                arguments(
                        "signal",
                        "kill -SEGV $$",
                        "crashed",
                        "the worker ended before it had answered 'train', killed by signal 11"),
                arguments(
                        "orphan", // the child holds the worker's output open
                        "sleep 60 & exit 3",
                        "crashed",
                        "with exit code 3"),
                arguments("loud", "head -c 300000000 /dev/zero | tr '\\0' x; exit 1", "crashed", "exit code 1"),
                arguments(
                        "no-luck",
                        "echo \"{\\\"id\\\": $id, \\\"failed\\\": \\\"<b>dance</b>\\\"}\"",
                        "failed",
                        "<b>dance</b>"),
                arguments(
                        "no-licence",
                        "echo \"{\\\"id\\\": $id, \\\"unsupported\\\": \\\"no licence\\\"}\"",
                        "unsupported",
                        "no licence"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void run_faultyScript_isToldInItsCell(String id, String training, String status, String reason) throws IOException {
        JsonNode cell = cell(id);

        assertThat(cell.path("status").asText())
                .as(cell.path("reason").asText())
                .isEqualTo(status);
        assertThat(cell.path("reason").asText()).contains(reason);
        Path log = all.cellFile(id + "-cpu-fit1d-multi-r1", "worker.log");
        assertThat(Files.size(log)).isLessThan(11 << 20);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                arguments(
                        "few-parameters",
                        "write(question.get(\"parameters\"), model.parameters)",
                        "write(question.get(\"parameters\"), Arrays.copyOf(model.parameters, 3))",
                        PROTOCOL + "1-parameters-now.npy holds 3 numbers, not "),
                arguments(
                        "no-parameters",
                        "write(question.get(\"parameters\"), model.parameters);",
                        "{}",
                        PROTOCOL + "1-parameters-now.npy is missing"),
                arguments(
                        "not-finite",
                        "write(question.get(\"parameters\"), model.parameters);",
                        "{ model.parameters[0] = Double.NaN; write(question.get(\"parameters\"), model.parameters); }",
                        "its predictions are not those of its parameters"),
                arguments(
                        "other-network",
                        "return result;",
                        "for (int i = 0; i < result.length; i++) { result[i] *= step > 0 ? 2 : 1; } return result;",
                        "its predictions are not those of its parameters"),
                arguments(
                        "no-predictions",
                        "write(question.get(\"y\"), model.predict(numbers(question.get(\"x\"))));",
                        "{}",
                        PROTOCOL + "1-y.npy is missing"),
                arguments(
                        "wrong-shape",
                        "double[] result = new double[points.length / inputs * outputs];",
                        "double[] result = new double[points.length / inputs * outputs + 1];",
                        PROTOCOL + "1-y.npy holds 41 numbers, not 40"),
                arguments(
                        "kept-warm-up",
                        "parameters = initial;",
                        "parameters = parameters == null ? initial : parameters;",
                        "setParameters does not reset it"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void run_changedExample_isToldWhatIsWrong(String id, String original, String replacement, String reason)
            throws IOException {
        JsonNode cell = cell(id);

        assertThat(cell.path("status").asText()).isEqualTo("failed");
        assertThat(cell.path("reason").asText()).contains(reason);
        // What was asked is kept for whoever wants to know why.
        assertThat(all.cellFile(id + "-cpu-fit1d-multi-r1", "exchange/questions.jsonl"))
                .content()
                .contains("\"ask\":\"create\"");
    }

    @Test
    void run_ejmlAfterAllOfThem_isTrained() throws IOException {
        assertThat(cell("ejml").path("status").asText()).isEqualTo("ok");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.stdout() + run.stderr()).doesNotContain("\tat ");
        assertThat(all.folder().resolve("report.html"))
                .content()
                .contains("&lt;b&gt;dance")
                .doesNotContain("<b>dance");
    }

    private JsonNode cell(String backend) throws IOException {
        return all.cells().stream()
                .filter(cell -> cell.path("backend").asText().equals(backend))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void run_workerThatNeverEnds_isStoppedAtTheTimeout() throws IOException, InterruptedException {
        new ExternalFolder(folder).script("faulty", "sleep " + ENDLESS);

        // alone: on a busy machine, two seconds are too short for a cell that goes well
        Invocation run = Program.run(folder, words("--backend", "faulty", "--cell-timeout", "2s"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.stdout() + run.stderr()).doesNotContain("\tat ");
        RunOnDisk stopped = new RunOnDisk(folder.resolve("run"));
        assertThat(stopped.statuses()).containsExactly("timeout");
        // The JVM that asks the program has its threads printed. On a busy machine it is killed before it tells the
        // time.
        assertThat(stopped.cells().get(0).path("reason").asText())
                .containsPattern(
                        "(the program had not answered '\\w+' for \\d+ s|it was in \\w+|after 0 of 20 steps); see cells/");
        assertThat(isEndlessRunning()).isFalse();
    }

    /** All is told by then; a worker that hangs in its library's clean-up has still trained its cell. */
    @Test
    void run_workerThatHangsWhenItHasFinished_countsAndIsStopped() throws IOException, InterruptedException {
        new ExternalFolder(folder)
                .example(
                        "faulty",
                        "line != null; line = questions.readLine()) {",
                        "; line = questions.readLine()) { while (line == null) { Thread.onSpinWait(); }");

        assertThat(faulty().path("status").asText()).isEqualTo("ok");
    }

    @Test
    void run_programThatThrows_isToldWhatAndWhere() throws IOException, InterruptedException {
        new ExternalFolder(folder)
                .example(
                        "faulty",
                        "parameters = initial;",
                        "if (initial.length > 0) { throw new AssertionError(\"no such layer\"); }");

        JsonNode cell = faulty();

        assertThat(cell.path("status").asText()).isEqualTo("crashed");
        assertThat(cell.path("reason").asText())
                .contains("the worker ended before it had answered 'setParameters', with exit code 1; it printed: ")
                .containsPattern("java.lang.AssertionError: no such layer, at Worker.java:\\d+$");
    }

    @Test
    void run_harnessThatIsKilled_takesTheWorkerWithIt() throws IOException, InterruptedException {
        new ExternalFolder(folder).script("faulty", "sleep " + ENDLESS);
        try (Program program = Program.start(folder, words("--backend", "faulty"))) {
            program.awaitWhileRunning("the worker sleeps", () -> isEndlessRunning());
            program.kill();
        }
        long end = System.nanoTime() + Program.PATIENCE.toNanos();
        while (isEndlessRunning() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(isEndlessRunning()).isFalse();
    }

    static Stream<Arguments> descriptions() {
        return Stream.of(
                arguments(
                        change(file -> file.put("schema", "mscale-backend/9")), "another version, 'mscale-backend/9'"),
                arguments(
                        change(file -> file.put("protocol", 1)), "version 1 of the worker protocol; this is version 2"),
                arguments(change(file -> file.remove("command")), "lacks command, which is a list of texts"),
                arguments(change(file -> file.putArray("command")), "its command is empty"),
                arguments(
                        change(file -> file.putObject("environment").put("A=B", "x")),
                        "'A=B' is no environment variable"),
                arguments(change(file -> file.put("id", "No Id")), "'No Id'"),
                arguments(
                        change(file -> file.put("command", "python3 worker.py")),
                        "backend.json: command is not a list of texts, as in"),
                arguments(
                        change(file -> file.put("instal", "pip install snakes")),
                        "has a field 'instal', which there is not; there are capabilities, command, description, environment,"
                                + " id, install, protocol, schema. Did you mean 'install'?"),
                arguments(
                        change(file -> ((ObjectNode) file.path("capabilities")).remove("options")),
                        "lacks capabilities.options, which is a list of texts"),
                arguments(change(file -> file.remove("capabilities")), "lacks capabilities, which is an object"),
                arguments(
                        change(file -> ((ObjectNode) file.path("capabilities"))
                                .putArray("activations")
                                .add("sine")),
                        "backend.json: unknown activation 'sine'"),
                arguments(
                        change(file -> ((ObjectNode) file.path("capabilities")).putArray("devices")),
                        "its capabilities have no device; there are cpu, gpu"),
                arguments(change(file -> file.put("description", " ")), "backend.json: its description is empty"));
    }

    private static Consumer<ObjectNode> change(Consumer<ObjectNode> change) {
        return change;
    }

    @Test
    void list_faultyDescriptions_areListedWithTheReasons() throws IOException, InterruptedException {
        List<Arguments> faulty = descriptions().toList();
        for (int i = 0; i < faulty.size(); i++) {
            // The folder's name stands for the id of a backend that is broken.
            new ExternalFolder(folder).describe("faulty-" + i, change(faulty.get(i)));
        }

        Invocation list = Program.run(folder, "list", "backends", "--backends-dir", folder.toString());

        assertThat(list.exitCode()).isZero();
        for (int i = 0; i < faulty.size(); i++) {
            String name = "  faulty-" + i + " ";
            assertThat(list.outputLines())
                    .filteredOn(line -> line.startsWith(name))
                    .singleElement()
                    .asString()
                    .contains("broken: ")
                    .contains(text(faulty.get(i), 1));
        }
        assertThat(list.outputLines()).anyMatch(line -> line.startsWith("  ejml "));
    }

    @SuppressWarnings("unchecked")
    private static Consumer<ObjectNode> change(Arguments description) {
        return (Consumer<ObjectNode>) Objects.requireNonNull(description.get()[0]);
    }

    @Test
    void list_damagedDescription_isListedWithThePlace() throws IOException, InterruptedException {
        Files.writeString(Files.createDirectory(folder.resolve("faulty")).resolve("backend.json"), "{ \"schema\": ");

        Invocation list = Program.run(folder, "list", "backends", "--backends-dir", folder.toString());

        assertThat(list.outputLines())
                .anyMatch(line ->
                        line.startsWith("  faulty ") && line.contains("backend.json") && line.contains("damaged"))
                .noneMatch(line -> line.contains("REDACTED") || line.contains("Exception"));
    }

    @Test
    void backendsDir_thatIsABackend_isToldSo() throws IOException, InterruptedException {
        new ExternalFolder(folder).describe("faulty", file -> {});

        Invocation list = Program.run(
                folder, "list", "--backends-dir", folder.resolve("faulty").toString());

        assertThat(list.exitCode()).isEqualTo(2);
        assertThat(list.errorLines())
                .singleElement()
                .asString()
                .contains("is a backend itself; name the folder that it lies in: '" + folder + "'");
    }

    @Test
    void missingInterpreter_isToldWithTheInstallLine() throws IOException, InterruptedException {
        new ExternalFolder(folder).describe("faulty", file -> file.put("install", "pip install snakes")
                .putArray("command")
                .add("no-such-interpreter")
                .add("worker.py"));
        String reason = "'no-such-interpreter' cannot be started: No such file or directory; to install what it needs:"
                + " pip install snakes";

        Invocation doctor = Program.run(folder, "doctor", "--backends-dir", folder.toString());
        Invocation all = Program.run(folder, words("--backend", "all"));
        Invocation tck = Program.run(folder, "tck", "--backend", "faulty", "--backends-dir", folder.toString());

        assertThat(doctor.exitCode()).isZero();
        assertThat(doctor.outputLines()).anyMatch(line -> line.matches("faulty cpu +no: .*") && line.contains(reason));
        assertThat(all.exitCode()).as(all.stderr()).isZero();
        assertThat(all.outputLines())
                .anyMatch(line ->
                        line.startsWith("Left out: backend 'faulty' cannot be used here: ") && line.contains(reason));
        assertThat(tck.exitCode()).isEqualTo(1);
        assertThat(tck.stderr()).contains(reason);
    }

    @Test
    void missingInterpreter_namedBeside_isUnsupportedAndTheOthersAreTrained() throws IOException, InterruptedException {
        new ExternalFolder(folder).describe("faulty", file -> file.put("install", "pip install snakes")
                .putArray("command")
                .add("no-such-interpreter"));

        JsonNode cell = faulty();

        assertThat(cell.path("status").asText()).isEqualTo("unsupported");
        assertThat(cell.path("reason").asText())
                .contains("'no-such-interpreter' cannot be started", "pip install snakes");
    }

    /** Trains a cell with the faulty worker and one with EJML after it, which must go well; returns the first. */
    private JsonNode faulty() throws IOException, InterruptedException {
        Invocation run = Program.run(folder, words("--backend", "faulty,ejml"));
        List<JsonNode> cells = new RunOnDisk(folder.resolve("run")).cells();
        assertThat(cells).hasSize(2);
        assertThat(cells.get(1).path("status").asText()).isEqualTo("ok");
        assertThat(run.exitCode())
                .as(run.stdout() + run.stderr())
                .isEqualTo(cells.get(0).path("status").asText().equals("ok") ? 0 : 1);
        assertThat(run.stdout() + run.stderr()).doesNotContain("\tat ");
        return cells.get(0);
    }

    private String[] words(String... more) {
        String[] all = Stream.concat(
                        Stream.of(
                                "--backends-dir",
                                folder.toString(),
                                "--variant",
                                "multi",
                                "--precision",
                                "float64",
                                "--timing",
                                "none"),
                        Stream.of(more))
                .toArray(String[]::new);
        return SmallRun.tiny(folder.resolve("run"), all);
    }

    private static boolean isEndlessRunning() {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").endsWith("sleep " + ENDLESS));
    }
}
