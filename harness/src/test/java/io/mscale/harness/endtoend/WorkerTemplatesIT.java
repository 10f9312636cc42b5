package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The distribution's workers to start from, each built by the command its {@code backend.json} tells users. A language whose
 * compiler is missing here is skipped.
 */
@TestInstance(Lifecycle.PER_CLASS)
class WorkerTemplatesIT {

    private static final List<String> LANGUAGES = List.of("python", "go", "rust", "c");

    @SuppressWarnings("NullAway.Init")
    private TemplateFolder templates;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @BeforeAll
    void build(@TempDir Path root) throws IOException, InterruptedException {
        templates = new TemplateFolder(root);
        for (String language : LANGUAGES) {
            templates.build(language);
        }
    }

    private void requireBuilt(String language) {
        String obstacle = templates.obstacle(language);
        assumeTrue(obstacle.isEmpty(), obstacle);
    }

    @ParameterizedTest
    @ValueSource(strings = {"python", "go", "rust", "c"})
    void tck_ofTheTemplate_passesWhatItDeclares(String language) throws IOException, InterruptedException {
        requireBuilt(language);

        Invocation tck = Program.run(
                folder,
                "tck",
                "--backend",
                "worker-" + language,
                "--backends-dir",
                templates.root().toString());

        assertThat(tck.exitCode()).as(tck.stdout() + tck.stderr()).isZero();
        assertThat(tck.lastLine()).contains(" 0 failed, ");
        assertThat(tck.outputLines())
                .anyMatch(line -> line.matches("passed +required_spec302_\\w+ \\(2 cases\\)"))
                .filteredOn(line -> line.startsWith("skipped"))
                .isNotEmpty()
                .noneMatch(line -> line.contains("has no precision") || line.contains("cannot be used"));
    }

    @Test
    void run_besideJava_allTrainTheSameNetwork() throws IOException, InterruptedException {
        List<String> built = LANGUAGES.stream()
                .filter(language -> templates.obstacle(language).isEmpty())
                .map(language -> "worker-" + language)
                .toList();
        assumeTrue(!built.isEmpty(), "no worker could be built");
        Path out = folder.resolve("run");
        String[] more = {
            "--backend",
            "ejml," + String.join(",", built),
            "--backends-dir",
            templates.root().toString(),
            "--variant",
            "multi,fourier"
        };

        Invocation run = Program.run(folder, SmallRun.tiny(out, more));

        assertThat(run.exitCode()).as(run.stdout() + run.stderr()).isZero();
        List<JsonNode> cells = new RunOnDisk(out).cells();
        assertThat(cells).hasSize(2 * (1 + built.size()));
        for (JsonNode cell : cells) {
            String id =
                    cell.path("backend").asText() + " " + cell.path("variant").asText();
            assertThat(cell.path("status").asText()).as(id).isEqualTo("ok");
            assertThat(cell.path("parity").path("passed").asBoolean()).as(id).isTrue();
            double expected = cells.stream()
                    .filter(other -> other.path("backend").asText().equals("ejml"))
                    .filter(other -> other.path("variant").equals(cell.path("variant")))
                    .mapToDouble(other -> other.path("accuracy").path("testMse").asDouble())
                    .sum();
            assertThat(cell.path("accuracy").path("testMse").asDouble())
                    .as(id)
                    .isCloseTo(expected, within(1e-3 * expected));
        }
    }

    /** Whoever changes a template talks to it by hand, and reads why it refuses. */
    @ParameterizedTest
    @ValueSource(strings = {"python", "go", "rust", "c"})
    void answers_toWhatItCannotDo_sayWhy(String language) throws IOException, InterruptedException {
        requireBuilt(language);
        String block =
                "{\"inputs\":1,\"outputs\":1,\"firstInput\":0,\"firstOutput\":0,\"weightOffset\":0,\"biasOffset\":1}";
        String layers = "[{\"inputs\":1,\"outputs\":1,\"blocks\":[" + block
                + "],\"activations\":[{\"activation\":\"gelu\",\"from\":0,\"to\":1}]}]";

        List<String> answers = templates.answers(
                language,
                "{\"id\":1,\"ask\":\"probe\",\"device\":\"gpu:1\",\"threads\":2}",
                "{\"id\":2,\"ask\":\"train\",\"model\":7,\"steps\":1}",
                "{\"id\":3,\"ask\":\"create\",\"model\":1,\"problem\":{\"precision\":\"float32\",\"network\":{\"inputs\":1,"
                        + "\"outputs\":1,\"parameters\":2,\"layers\":" + layers
                        + ",\"scales\":[1.0],\"trainable\":[{\"from\":0,\"to\":2}],\"omega\":1.0},"
                        + "\"adam\":{\"learningRate\":0.1,\"decay\":0.0,\"beta1\":0.9,\"beta2\":0.9,\"epsilon\":1.0E-8}}}",
                "{\"id\": 4, \"ask\": \"dance\"}");

        assertThat(answers).hasSize(4);
        assertThat(answers.get(0))
                .matches("\\{\"id\": ?1, ?\"unsupported\": ?\".* computes on the CPU, not on gpu:1\"}");
        assertThat(answers.get(1)).matches("\\{\"id\": ?2, ?\"failed\": ?\".*there is no model 7.*\"}");
        assertThat(answers.get(2)).matches("\\{\"id\": ?3, ?\"failed\": ?\".*activation gelu is not supported.*\"}");
        assertThat(answers.get(3)).matches("\\{\"id\": ?4, ?\"failed\": ?\".*'dance'.*\"}");
    }

    /** As shipped they are not built, and nothing that someone built is shipped. */
    @Test
    void doctor_ofWhatIsNotBuilt_saysHowToBuildIt() throws IOException, InterruptedException {
        Path examples = Program.distribution().resolve("examples");
        List<String> built = new ArrayList<>();
        try (Stream<Path> files = Files.walk(examples)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("worker|worker\\.exe|target|__pycache__"))
                    .forEach(built::add);
        }

        Invocation doctor = Program.run(folder, "doctor", "--backends-dir", examples.toString());

        assertThat(built).isEmpty();
        assertThat(doctor.outputLines())
                .anyMatch(line -> line.matches("worker-go .*'./worker' cannot be started.*: go build"))
                .anyMatch(line -> line.matches("worker-rust .*cannot be started.*: cargo build --release"))
                .anyMatch(line ->
                        line.matches("worker-c .*'./worker' cannot be started.*: cc -O3 -o worker worker.c -lm"));
    }
}
