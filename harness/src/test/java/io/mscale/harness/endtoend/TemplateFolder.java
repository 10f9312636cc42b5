package io.mscale.harness.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Copies of the distribution's workers to start from, built where that is possible here. */
final class TemplateFolder {

    /** Far more than a compiler or a download of NumPy takes. */
    private static final long PATIENCE_SECONDS = 150;

    private final ObjectMapper json = new ObjectMapper();
    private final Path root;

    /** Why those that could not be built were not, by language. */
    private final Map<String, String> obstacles = new HashMap<>();

    TemplateFolder(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** Why the worker in a language cannot be run here; empty if it can. */
    String obstacle(String language) {
        return obstacles.getOrDefault(language, "");
    }

    private Path folder(String language) {
        return root.resolve("worker-" + language);
    }

    /**
     * Copies the worker in a language and builds it as its {@code backend.json} says.
     *
     * @throws AssertionError if what builds it is there and fails
     */
    void build(String language) throws IOException, InterruptedException {
        build(language, UnaryOperator.identity());
    }

    /** Copies and builds a worker after a change in its source. */
    void build(String language, UnaryOperator<String> edit) throws IOException, InterruptedException {
        Files.createDirectories(root);
        copy(Program.distribution().resolve("examples").resolve("worker-" + language), folder(language));
        Path source = folder(language).resolve("worker.go");
        if (Files.exists(source)) {
            Files.writeString(source, edit.apply(Files.readString(source)));
        }
        if (language.equals("python")) {
            provideNumpy();
            return;
        }
        List<String> command = List.of(file(language).path("install").asText().split(" "));
        Finished build = finish(folder(language), command);
        if (!build.hasStarted()) {
            obstacles.put(language, "there is no " + command.get(0) + " here to build the worker in " + language);
        } else if (build.exitCode() != 0) {
            throw new AssertionError(command + " ended with exit code " + build.exitCode() + ":\n" + build.output());
        }
    }

    /** NumPy from where {@code python3} finds it, or from a virtual environment, if the network gives it. */
    private void provideNumpy() throws IOException, InterruptedException {
        if (finish(root, List.of("python3", "-c", "import numpy")).exitCode() == 0) {
            return;
        }
        Path environment = root.resolve("venv");
        String pip = environment.resolve("bin/pip").toString();
        if (finish(root, List.of("python3", "-m", "venv", environment.toString()))
                                .exitCode()
                        != 0
                || finish(root, List.of(pip, "install", "--timeout", "5", "--retries", "1", "numpy"))
                                .exitCode()
                        != 0) {
            obstacles.put("python", "python3 has no NumPy here, and it could not be installed");
            return;
        }
        ObjectNode file = (ObjectNode) file("python");
        file.putArray("command")
                .add(environment.resolve("bin/python3").toString())
                .add("worker.py");
        Files.writeString(folder("python").resolve("backend.json"), file.toPrettyString());
    }

    /** The Python that the worker in Python runs with, which has NumPy unless there is an obstacle. */
    String python() throws IOException {
        return file("python").path("command").get(0).asText();
    }

    private JsonNode file(String language) throws IOException {
        return json.readTree(folder(language).resolve("backend.json").toFile());
    }

    /** What a worker, built before, answers to questions on its input. */
    List<String> answers(String language, String... questions) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        file(language).path("command").forEach(word -> command.add(word.asText()));
        Path input = Files.write(root.resolve("questions.jsonl"), List.of(questions));
        Finished worker = finish(folder(language), command, input);
        if (worker.exitCode() != 0) {
            throw new AssertionError("the worker ended with exit code " + worker.exitCode());
        }
        return worker.output()
                .lines()
                .filter(line -> line.startsWith("{\"id\""))
                .toList();
    }

    private record Finished(boolean hasStarted, int exitCode, String output) {}

    private Finished finish(Path folder, List<String> command) throws IOException, InterruptedException {
        return finish(folder, command, Files.write(root.resolve("nothing"), new byte[0]));
    }

    private Finished finish(Path folder, List<String> command, Path input) throws IOException, InterruptedException {
        Path output = root.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().remove("CARGO_TARGET_DIR");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Finished(false, -1, String.valueOf(e.getMessage()));
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        return new Finished(true, process.exitValue(), Files.readString(output));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
