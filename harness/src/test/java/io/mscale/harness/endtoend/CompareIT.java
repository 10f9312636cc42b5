package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Comparing runs. */
class CompareIT extends TrackedRuns {

    @Test
    void compare_slowerRun_saysSoInEveryFormat() throws IOException, InterruptedException {
        String head = slower("compared", 40);

        Invocation compare = run("compare", "base", head, "--out", "comparison");

        assertThat(compare.exitCode()).as(compare.stderr()).isZero();
        assertThat(compare.stdout())
                .containsPattern("ejml cpu fit1d multi  step .* slower")
                .containsPattern("ejml cpu fit1d multi  test MSE .* no difference");
        assertThat(folder.resolve("comparison/compare.html")).content().contains("Head against base");
        assertThat(folder.resolve("comparison/compare.md")).content().contains("**slower**");
        JsonNode json = new ObjectMapper()
                .readTree(folder.resolve("comparison/compare.json").toFile());
        JsonNode step = json.path("cells").get(0).path("metrics").path("step");
        assertThat(step.path("verdict").asText()).isEqualTo("slower");
        assertThat(step.path("ratio").asDouble()).isGreaterThan(10);
        assertThat(new ObjectMapper()
                        .readTree(run("compare", "base", head, "--json").stdout()))
                .isEqualTo(json);
    }

    @Test
    void unlikeMachines_areNotComparedUnlessForced() throws IOException, InterruptedException {
        String head = changed("elsewhere", run -> ((ObjectNode) run.path("environment"))
                .put("cpu", "Another CPU")
                .put("logicalCores", 96));

        assertUsageError(
                run("compare", "base", head), "unlike machines", "'Another CPU'", "number of cores", "--force");
        Invocation gate = run("gate", "base", head);
        assertThat(gate.exitCode()).isEqualTo(3);
        assertThat(gate.errorLines()).singleElement().asString().contains("cannot decide", "'Another CPU'", "'96'");
        assertThat(run("gate", "base", head, "--force").exitCode()).isZero();
        assertThat(run("compare", "base", head, "--force").stdout()).contains("the machines are not alike");
    }

    @Test
    void wrongInput_isToldInOneLine() throws IOException, InterruptedException {
        String otherSchema = changed("future", run -> run.put("schema", "mscale-results/9"));
        String duplicate = changed("duplicate", run -> {
            var cells = (ArrayNode) run.path("cells");
            cells.add(cells.get(0).deepCopy());
        });
        String otherSettings = changed("other-settings", run -> run.path("cells")
                .forEach(cell -> ((ObjectNode) cell.path("training")).put("steps", 21)));
        Files.writeString(Files.createDirectories(folder.resolve("torn")).resolve("run.json"), "{\"schema\":\"mscale");

        assertUsageError(run("compare", "base"), "BASE and HEAD");
        assertUsageError(run("compare", "base", "nowhere"), "'nowhere' is not a run");
        assertUsageError(run("compare", "nowhere", "base"), "'nowhere'");
        assertUsageError(run("compare", "base", otherSchema), "another version, 'mscale-results/9'");
        assertUsageError(run("gate", "base", duplicate), "twice");
        assertUsageError(run("compare", "base", otherSettings), "no cell is in both runs", "steps (20 / 21)");
        assertUsageError(run("compare", "base", "torn"), "damaged");
        assertUsageError(run("gate", "base", "base", "--threshold", "-1%"), "--threshold", "'-1%'");
        assertUsageError(run("gate", "base", "base", "--threshold", "fast"), "--threshold", "'fast'", "3%");
        assertUsageError(run("gate", "base", "base", "--threshold", "5"), "--threshold", "'5' would be 500%; write 5%");
        assertUsageError(run("gate", "base", "base", "--confirm", "nowhere"), "'nowhere'");
        assertUsageError(run("gate", "base", "--history", "h"), "--history and --baseline go together");
        assertUsageError(run("gate", "base", "--history", "h", "--baseline", "../x"), "--baseline", "'../x'");
    }
}
