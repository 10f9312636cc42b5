package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The backend template, built outside this project's build and dropped into a folder; and its wrong twin, which differs
 * in the sign of one gradient and must not get away with it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ThirdPartyBackendIT {

    private static final Path TEMPLATE =
            Path.of(System.getProperty("basedir", "")).resolve("../examples/backend-template");

    @SuppressWarnings("NullAway.Init")
    private Path backends;

    @SuppressWarnings("NullAway.Init")
    private Invocation invocation;

    @SuppressWarnings("NullAway.Init")
    private RunOnDisk run;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @BeforeAll
    void buildAndRun(@TempDir Path root) throws IOException, InterruptedException {
        backends = root.resolve("backends");
        PluginJar.ofProject(backends.resolve("plain"), TEMPLATE, UnaryOperator.identity());
        Edit id = new Edit("return \"plain\";", "return \"wrong\";");
        Edit sign = new Edit("gradient[layer.biasOffset() + o] += d;", "gradient[layer.biasOffset() + o] -= d;");
        PluginJar.ofProject(backends.resolve("wrong"), TEMPLATE, text -> sign.apply(id.apply(text)));
        assertThat(List.of(id.places(), sign.places())).containsExactly(1, 1);
        Path out = root.resolve("run");
        invocation = Program.run(root, withBackends(SmallRun.tiny(out, "--backend", "ejml,plain,wrong")));
        run = new RunOnDisk(out);
    }

    /** One piece of text for another; knows in how many places it was. */
    private static final class Edit implements UnaryOperator<String> {

        private final String original;
        private final String replacement;
        private int places;

        Edit(String original, String replacement) {
            this.original = original;
            this.replacement = replacement;
        }

        @Override
        public String apply(String text) {
            places += text.split(Pattern.quote(original), -1).length - 1;
            return text.replace(original, replacement);
        }

        int places() {
            return places;
        }
    }

    @Test
    void list_showsTheTemplate() throws IOException, InterruptedException {
        Invocation list = Program.run(folder, withBackends("list", "backends"));

        assertThat(list.exitCode()).isZero();
        assertThat(list.outputLines()).anyMatch(line -> line.matches("  plain +Java loops.*\\(cpu; float32\\)"));
    }

    @Test
    void tck_onTheTemplate_passesAndShowsWhatItSkips() throws IOException, InterruptedException {
        Invocation tck = Program.run(folder, withBackends("tck", "--backend", "plain"));

        assertThat(tck.exitCode()).as(tck.stdout() + tck.stderr()).isZero();
        assertThat(tck.outputLines())
                .noneMatch(line -> line.startsWith("FAILED"))
                .anyMatch(line -> line.matches("passed +required_.*gradient.*"))
                .anyMatch(line -> line.startsWith("skipped") && line.contains("float64"));
    }

    @Test
    void tck_onTheWrongTwin_namesTheGradientRule() throws IOException, InterruptedException {
        Invocation tck = Program.run(folder, withBackends("tck", "--backend", "wrong"));

        assertThat(tck.exitCode()).isEqualTo(1);
        assertThat(tck.outputLines()).anyMatch(line -> line.matches("FAILED +required_\\w*gradient.*"));
    }

    @Test
    void run_besideEjml_learnsTheSame() throws IOException {
        for (String variant : List.of("single", "multi")) {
            JsonNode ejml = cell("ejml", variant);
            JsonNode plain = cell("plain", variant);
            assertThat(plain.path("status").asText()).isEqualTo("ok");
            assertThat(plain.path("parity").path("passed").asBoolean()).isTrue();
            assertThat(ejml.path("parity").path("passed").asBoolean()).isTrue();
            assertThat(plain.path("curve")).hasSameSizeAs(ejml.path("curve")).hasSizeGreaterThan(10);
            for (int i = 0; i < plain.path("curve").size(); i++) {
                double expected = trainMse(ejml, i);
                assertThat(trainMse(plain, i))
                        .as("training error of evaluation %d, %s", i, variant)
                        .isCloseTo(expected, within(1e-3 * expected));
            }
        }
    }

    @Test
    void run_ofTheWrongTwin_failsItsParityAndShowsNoTime() throws IOException {
        for (String variant : List.of("single", "multi")) {
            assertThat(cell("wrong", variant).path("parity").path("passed").asBoolean(true))
                    .isFalse();
        }
        assertThat(invocation.outputLines())
                .filteredOn(line -> line.matches("wrong +cpu +fit1d +\\d.*"))
                .singleElement()
                .asString()
                .contains("FAILED")
                .as("no step, steps/s, ratio or time to target of either variant")
                .containsPattern("(-\\s+){8}");
        assertThat(invocation.outputLines())
                .filteredOn(line -> line.matches("(ejml|plain) +cpu +fit1d +\\d.*"))
                .hasSize(2)
                .noneMatch(line -> line.contains("FAILED"));
    }

    @Test
    void verdict_isSilentAboutTheWrongTwin() {
        assertThat(invocation.outputLines())
                .anyMatch(line -> line.matches("plain cpu fit1d: multi reached .*"))
                .noneMatch(line -> line.startsWith("wrong cpu fit1d:"));
    }

    @Test
    void run_withAFailedParity_exitsWithOne() {
        assertThat(invocation.exitCode()).isEqualTo(1);
    }

    @Test
    void run_ofTheTemplateAlone_exitsWithZero() throws IOException, InterruptedException {
        Path out = folder.resolve("run");

        Invocation plain =
                Program.run(folder, withBackends(SmallRun.tiny(out, "--backend", "plain", "--variant", "multi")));

        assertThat(plain.exitCode()).as(plain.stderr()).isZero();
    }

    private static double trainMse(JsonNode cell, int evaluation) {
        return cell.path("curve").path(evaluation).path("trainMse").asDouble();
    }

    private JsonNode cell(String backend, String variant) throws IOException {
        return run.cells().stream()
                .filter(cell -> cell.path("backend").asText().equals(backend))
                .filter(cell -> cell.path("variant").asText().equals(variant))
                .findFirst()
                .orElseThrow();
    }

    private String[] withBackends(String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of("--backends-dir", backends.toString()))
                .toArray(String[]::new);
    }
}
