package io.mscale.harness.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bugs planted one by one in the templates of a backend in Java and of a worker in Go: a run tells each, or is not
 * fooled by it. {@code planted-bugs.json} has the bugs: what is replaced by what in which source, and what a run says.
 */
@TestInstance(Lifecycle.PER_CLASS)
class PlantedBugsIT {

    private static final Path EXAMPLES =
            Path.of(System.getProperty("basedir", "")).resolve("../examples");

    private final List<JsonNode> bugs = new ArrayList<>();

    /** Lines of a run's remarks by the backend's id. */
    private final Map<String, String> remarks = new HashMap<>();

    private final Map<String, JsonNode> cells = new HashMap<>();
    private boolean hasGo;

    /** Edits of the bug at hand that were made. */
    private int places;

    @BeforeAll
    void runThemAll(@TempDir Path root) throws IOException, InterruptedException {
        try (InputStream file = PlantedBugsIT.class.getResourceAsStream("planted-bugs.json")) {
            new ObjectMapper().readTree(file).forEach(bugs::add);
        }
        Path backends = Files.createDirectory(root.resolve("backends"));
        TemplateFolder go = new TemplateFolder(root.resolve("go"));
        Map<String, List<String>> idsByOptions = new HashMap<>();
        for (JsonNode bug : bugs) {
            List<String> ids = new ArrayList<>();
            places = 0;
            if (!bug.path("java").isEmpty()) {
                ids.add(javaBackend(backends, bug));
            }
            go.build("go", text -> edited(text, bug.path("go")));
            assertThat(places)
                    .as("edits made for " + bug.path("id").asText())
                    .isEqualTo(bug.path("java").size() + bug.path("go").size());
            hasGo = go.obstacle("go").isEmpty();
            if (hasGo) {
                ids.add(rename(go, backends, bug));
            }
            idsByOptions
                    .computeIfAbsent(words(bug.path("options")), options -> new ArrayList<>())
                    .addAll(ids);
        }
        int runs = 0;
        for (Map.Entry<String, List<String>> run : idsByOptions.entrySet()) {
            Path out = root.resolve("run" + runs++);
            List<String> arguments = new ArrayList<>(List.of(SmallRun.tiny(
                    out,
                    "--backend",
                    String.join(",", run.getValue()),
                    "--variant",
                    "multi",
                    "--backends-dir",
                    backends.toString())));
            arguments.addAll(
                    run.getKey().isEmpty() ? List.of() : List.of(run.getKey().split(" ")));
            Invocation invocation = Program.run(root, arguments.toArray(String[]::new));
            for (JsonNode cell : new RunOnDisk(out).cells()) {
                String id = cell.path("backend").asText();
                cells.put(id, cell);
                remarks.put(
                        id,
                        invocation
                                .stdout()
                                .lines()
                                .filter(line -> line.startsWith(id + "-cpu-"))
                                .collect(Collectors.joining("\n")));
            }
        }
    }

    private static String words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asText()));
        return String.join(" ", words);
    }

    private String javaBackend(Path backends, JsonNode bug) throws IOException {
        String id = "java-" + bug.path("id").asText();
        PluginJar.ofProject(
                backends.resolve(id),
                EXAMPLES.resolve("backend-template"),
                text -> edited(text.replace("return \"plain\";", "return \"" + id + "\";"), bug.path("java")));
        return id;
    }

    private String edited(String text, JsonNode edits) {
        String changed = text;
        for (JsonNode edit : edits) {
            String planted = changed.replace(edit.path(0).asText(), edit.path(1).asText());
            places += planted.equals(changed) ? 0 : 1;
            changed = planted;
        }
        return changed;
    }

    /** Moves the worker that was built among the backends, under the bug's name. */
    private static String rename(TemplateFolder go, Path backends, JsonNode bug) throws IOException {
        String id = "go-" + bug.path("id").asText();
        Path folder = Files.move(go.root().resolve("worker-go"), backends.resolve(id));
        ObjectMapper json = new ObjectMapper();
        ObjectNode file =
                (ObjectNode) json.readTree(folder.resolve("backend.json").toFile());
        Files.writeString(folder.resolve("backend.json"), file.put("id", id).toPrettyString());
        return id;
    }

    @TestFactory
    List<DynamicTest> run_plantedBug_isTold() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode bug : bugs) {
            String name = bug.path("id").asText();
            String said = bug.path("run").asText();
            if (said.isEmpty()) {
                tests.add(DynamicTest.dynamicTest(name + " fools nobody", () -> assertTimeIsTheHarnesss("go-" + name)));
                continue;
            }
            tests.add(DynamicTest.dynamicTest("Java: " + name, () -> assertSays("java-" + name, said)));
            tests.add(DynamicTest.dynamicTest("Go: " + name, () -> {
                assumeTrue(hasGo, "there is no go here to build workers");
                assertSays("go-" + name, said);
            }));
        }
        return tests;
    }

    private void assertSays(String id, String said) {
        assertThat(remarks.get(id)).as("what the run says of " + id).contains(said);
        JsonNode cell = requireNonNull(cells.get(id));
        assertThat(cell.path("status").asText().equals("ok")
                        && cell.path("parity").path("passed").asBoolean())
                .as("whether the times of %s count", id)
                .isFalse();
    }

    /** The worker says that a step takes 0.1 us, which is less than the conversation does. */
    private void assertTimeIsTheHarnesss(String id) {
        assumeTrue(hasGo, "there is no go here to build workers");
        JsonNode cell = requireNonNull(cells.get(id));
        assertThat(cell.path("status").asText()).isEqualTo("ok");
        assertThat(cell.path("timing").path("step").path("median").asDouble()).isGreaterThan(1e-5);
    }
}
