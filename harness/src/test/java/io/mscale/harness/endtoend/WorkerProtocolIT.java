package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What harness and worker really exchange, against the published schemas of the worker protocol. */
class WorkerProtocolIT {

    private static final Path SCHEMAS = ExternalFolder.PROJECT.resolve("docs/schemas");

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private static void assertValid(String schema, String json) throws IOException {
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(SCHEMAS.resolve(schema + ".schema.json")))
                        .validate(json, InputFormat.JSON))
                .as(json)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "examples/external-worker",
                "peers/python-torch",
                "peers/python-torch-compile",
                "peers/python-torch-graph",
                "peers/python-jax"
            })
    void backendFiles_areValid(String backend) throws IOException {
        assertValid(
                "backend-1",
                Files.readString(ExternalFolder.PROJECT.resolve(backend).resolve("backend.json")));
    }

    /** A run with mini-batches, a picture and a parity check, overheard. */
    @Test
    void conversation_isValid() throws IOException, InterruptedException {
        ExternalFolder backends = new ExternalFolder(folder.resolve("backends"));
        backends.example("overheard");
        Path questions = folder.resolve("questions.jsonl");
        Path answers = folder.resolve("answers.jsonl");
        Files.writeString(
                folder.resolve("backends/overheard/overhear.sh"),
                "tee -a '" + questions + "' | '" + ExternalFolder.JAVA + "' Worker.java | tee -a '" + answers + "'\n");
        backends.describe(
                "overheard", file -> file.putArray("command").add("sh").add("overhear.sh"));

        Invocation run = Program.run(
                folder,
                SmallRun.tiny(
                        folder.resolve("run"),
                        "--backend",
                        "overheard",
                        "--variant",
                        "multi2",
                        "--precision",
                        "float64",
                        "--batch",
                        "16",
                        "--backends-dir",
                        backends.root().toString(),
                        "--task",
                        "fit2d"));

        assertThat(run.exitCode()).as(run.stdout() + run.stderr()).isZero();
        String asked = Files.readString(questions);
        for (String question :
                List.of("probe", "create", "bind", "setParameters", "train", "predict", "parameters", "close")) {
            assertThat(asked).contains("\"ask\":\"" + question + "\"");
        }
        assertThat(asked).contains("\"batches\":", "\"batchSize\":16");
        for (String line : Files.readAllLines(questions)) {
            assertValid("question-2", line);
        }
        assertThat(Files.readAllLines(answers)).hasSameSizeAs(Files.readAllLines(questions));
        for (String line : Files.readAllLines(answers)) {
            assertValid("answer-2", line);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\": 7, \"loss\": null}", "{\"id\": 7, \"loss\": 0.5, \"seconds\": 0.25}"})
    void answerToTrain_withAndWithoutItsOwnTime_isValid(String answer) throws IOException {
        assertValid("answer-2", answer);
    }

    /** The example's and the peers' own, asked without a harness. */
    @ParameterizedTest
    @ValueSource(strings = {"examples/external-worker", "peers/python-torch", "peers/python-jax"})
    void answers_areValid(String backend) throws IOException, InterruptedException {
        boolean java = backend.startsWith("examples");

        String answer =
                ask(backend, java ? List.of(ExternalFolder.JAVA, "Worker.java") : List.of("python3", "worker.py"));

        assertValid("answer-2", answer);
    }

    /** Whatever packages this machine has: modules of their names come first. */
    @ParameterizedTest
    @CsvSource({"python-torch, numpy", "python-torch, torch", "python-jax, numpy", "python-jax, jax"})
    void peer_packageMissing_saysWhich(String peer, String missing) throws IOException, InterruptedException {
        module("numpy", "");
        missingModule(missing);
        String expected = "has no package " + missing + " (No module named '" + missing + "')";

        assertThat(ask("peers/" + peer, List.of("python3", "worker.py"))).contains("\"unsupported\"", expected);
    }

    @Test
    void graphPeer_onACpu_saysWhatItNeeds() throws IOException, InterruptedException {
        module("numpy", "");
        missingModule("torch");

        assertThat(ask("peers/python-torch", List.of("python3", "worker.py", "--graph")))
                .contains("\"unsupported\"", "needs a CUDA device");
    }

    private void missingModule(String name) throws IOException {
        module(name, "raise ModuleNotFoundError(\"No module named '" + name + "'\", name='" + name + "')");
    }

    private void module(String name, String source) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("modules")).resolve(name + ".py"), source);
    }

    /** Asks a worker's command for the CPU, and gives the line of its answer. */
    private String ask(String backend, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(ExternalFolder.PROJECT.resolve(backend).toFile())
                .redirectErrorStream(true);
        builder.environment().put("PYTHONPATH", folder.resolve("modules").toString());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            assumeTrue(!command.get(0).equals("python3"), "there is no python3 on this machine");
            throw e;
        }
        try (Writer input = process.outputWriter(StandardCharsets.UTF_8)) {
            input.write("{\"id\": 1, \"ask\": \"probe\", \"device\": \"cpu\", \"threads\": 1}\n");
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(printed).isZero();
        return printed.lines()
                .filter(line -> line.startsWith("{\"id\""))
                .findFirst()
                .orElseThrow(() -> new AssertionError(printed));
    }
}
