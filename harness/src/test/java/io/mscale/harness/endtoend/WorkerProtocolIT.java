package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    @Test
    void problemAndEvents_areValid() throws IOException, InterruptedException {
        // What was exchanged is kept if a cell fails, so it fails at the very end.
        new ExternalFolder(folder.resolve("backends"))
                .example("late", "writeArray(\"parameters\", model.parameters);", "");

        Program.run(
                folder,
                SmallRun.tiny(
                        folder.resolve("run"),
                        "--backend",
                        "late",
                        "--variant",
                        "multi2",
                        "--precision",
                        "float64",
                        "--backends-dir",
                        folder.resolve("backends").toString(),
                        "--task",
                        "fit2d",
                        "--time-limit",
                        "1h"));

        Path exchange = folder.resolve("run/cells/late-cpu-fit2d-multi2-r1/exchange");
        assertValid("problem-1", Files.readString(exchange.resolve("in/problem.json")));
        assertThat(exchange.resolve("in")).isDirectoryContaining("glob:**/picture_x.npy");
        assertThat(Files.readAllLines(exchange.resolve("out/events.jsonl"))).hasSizeGreaterThan(20);
        for (String line : Files.readAllLines(exchange.resolve("out/events.jsonl"))) {
            assertValid("event-1", line);
        }
    }

    @Test
    void probeAndAnswer_areValid() throws IOException, InterruptedException {
        Path seen = folder.resolve("seen.json");
        ExternalFolder backends = new ExternalFolder(folder.resolve("backends"));
        backends.script("curious", "");
        Path script = folder.resolve("backends/curious/worker.sh");
        Files.writeString(script, "cp \"$2/in/probe.json\" '" + seen + "'\n" + Files.readString(script));

        Invocation doctor =
                Program.run(folder, "doctor", "--backends-dir", backends.root().toString());

        assertThat(doctor.outputLines()).anyMatch(line -> line.matches("curious cpu +ok: shell 1, 1 threads"));
        assertValid("probe-1", Files.readString(seen));
    }

    /** The example's and the peers' own, asked without a harness. */
    @ParameterizedTest
    @ValueSource(strings = {"examples/external-worker", "peers/python-torch", "peers/python-jax"})
    void answers_areValid(String backend) throws IOException, InterruptedException {
        boolean java = backend.startsWith("examples");

        String answer = ask(
                backend,
                java ? List.of(ExternalFolder.JAVA, "Worker.java", "probe") : List.of("python3", "worker.py", "probe"),
                "answer.json");

        assertValid("answer-1", answer);
    }

    /** Whatever packages this machine has: modules of their names come first. */
    @ParameterizedTest
    @CsvSource({"python-torch, numpy", "python-torch, torch", "python-jax, numpy", "python-jax, jax"})
    void peer_packageMissing_saysWhich(String peer, String missing) throws IOException, InterruptedException {
        module("numpy", "");
        missingModule(missing);
        String expected = "has no package " + missing + " (No module named '" + missing + "')";

        assertThat(ask("peers/" + peer, List.of("python3", "worker.py", "probe"), "answer.json"))
                .contains("\"reason\"", expected);
        if (missing.equals("numpy")) { // with a real one, a problem would be read first
            assertThat(ask("peers/" + peer, List.of("python3", "worker.py", "train"), "events.jsonl"))
                    .contains("\"status\": \"unsupported\"", expected);
        }
    }

    @Test
    void graphPeer_onACpu_saysWhatItNeeds() throws IOException, InterruptedException {
        module("numpy", "");
        missingModule("torch");

        assertThat(ask("peers/python-torch", List.of("python3", "worker.py", "--graph", "probe"), "answer.json"))
                .contains("\"reason\"", "needs a CUDA device");
    }

    private void missingModule(String name) throws IOException {
        module(name, "raise ModuleNotFoundError(\"No module named '" + name + "'\", name='" + name + "')");
    }

    private void module(String name, String source) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("modules")).resolve(name + ".py"), source);
    }

    /** Runs a worker's command on an exchange folder that holds a probe of the CPU, and gives a file of its answer. */
    private String ask(String backend, List<String> command, String file) throws IOException, InterruptedException {
        Path exchange = folder.resolve("exchange");
        Files.createDirectories(exchange.resolve("in"));
        Files.createDirectories(exchange.resolve("out"));
        Files.writeString(
                exchange.resolve("in/probe.json"),
                "{\"schema\": \"mscale-probe/1\", \"device\": \"cpu\", \"threads\": 1}");
        List<String> words = new ArrayList<>(command);
        words.add(exchange.toString());
        ProcessBuilder builder = new ProcessBuilder(words)
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
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(exchange.resolve("out").resolve(file)).as(printed).exists();
        return Files.readString(exchange.resolve("out").resolve(file));
    }
}
