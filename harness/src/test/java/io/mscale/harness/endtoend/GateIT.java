package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Judging a run against another. */
class GateIT extends TrackedRuns {

    @Test
    void gate_sameRun_passes() throws IOException, InterruptedException {
        String again = changed("again", run -> {});

        Invocation gate = run("gate", "base", again);

        assertThat(gate.exitCode()).as(gate.stdout()).isZero();
        assertThat(gate.lastLine()).startsWith("passed: no regression against ").contains("commit");
        assertThat(gate.stdout()).containsPattern("(?m)^machine: .* cores");
    }

    @Test
    void gate_slowerRun_fails() throws Exception {
        String head = slower("slow", 40);

        Invocation gate = run("gate", "base", head, "--junit", "out/gate.xml");

        assertThat(gate.exitCode()).as(gate.stdout()).isEqualTo(1);
        assertThat(gate.stdout()).contains("regression: ejml cpu fit1d multi, time: step ");
        assertThat(gate.lastLine()).startsWith("1 regression against ");
        var suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("out/gate.xml").toFile())
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(Double.parseDouble(suite.getAttribute("time"))).isPositive();
        NodeList tests = suite.getElementsByTagName("testcase");
        for (int i = 0; i < tests.getLength(); i++) {
            assertThat(((Element) tests.item(i)).getAttribute("time")).isEqualTo(suite.getAttribute("time"));
        }
    }

    @Test
    void gate_slowerOnceOnly_isNotConfirmed() throws IOException, InterruptedException {
        String head = slower("slow-once", 40);
        String again = changed("not-slow", run -> {});

        Invocation gate = run("gate", "base", head, "--confirm", again);

        assertThat(gate.exitCode()).as(gate.stdout()).isZero();
        assertThat(gate.stdout()).contains("a second look does not confirm it");
    }

    @Test
    void gate_worseError_fails() throws IOException, InterruptedException {
        String head = changed(
                "inaccurate", run -> run.path("cells").forEach(cell -> scale(cell.path("accuracy"), "testMse", 1e6)));

        Invocation gate = run("gate", "base", head);

        assertThat(gate.exitCode()).as(gate.stdout()).isEqualTo(1);
        assertThat(gate.stdout()).contains("regression: ejml cpu fit1d multi, accuracy: test MSE ");
    }

    @Test
    void gate_failedCell_fails() throws IOException, InterruptedException {
        String head = changed("crashed", run -> {
            var cell = (ObjectNode) run.path("cells").get(0);
            cell.put("status", "crashed").put("reason", "killed by \u001b[31msignal");
        });

        Invocation gate = run("gate", "base", head);

        assertThat(gate.exitCode()).as(gate.stdout()).isEqualTo(1);
        assertThat(gate.stdout()).contains("completion: 1 of 4 repeats fail").doesNotContain("\u001b");
    }

    @Test
    void gate_nothingTrainedToTheEnd_isNoPass() throws IOException, InterruptedException {
        String base = failed("all-crashed", "crashed");
        String head = failed("all-crashed-again", "crashed");

        Invocation both = run("gate", base, head, "--junit", "both.xml", "--out", "both");
        Invocation onlyHead = run("gate", "base", head, "--out", "only-head");
        Invocation onlyBase = run("gate", base, changed("fixed", run -> {}), "--out", "only-base");

        assertThat(both.exitCode()).as(both.stdout()).isEqualTo(3);
        assertThat(both.stdout()).contains("it fails as it does in the base: crashed");
        assertThat(both.lastLine()).startsWith("cannot decide: the head completed no cell of the base");
        assertThat(folder.resolve("both.xml")).content().contains("it fails as it does in the base");
        assertThat(onlyHead.exitCode()).as(onlyHead.stdout()).isEqualTo(1);
        assertThat(onlyHead.stdout()).contains("completion: 4 of 4 repeats fail, 0 of 4 did in the base: crashed");
        assertThat(onlyBase.exitCode()).as(onlyBase.stdout()).isZero();
        assertThat(onlyBase.stdout()).contains("completion: fixed: 4 of 4 repeats failed in the base: crashed");
        for (String out : List.of("both", "only-head", "only-base")) {
            assertThat(folder.resolve(out).resolve("compare.json")).exists();
            assertThat(folder.resolve(out).resolve("compare.html")).exists();
        }
    }

    @Test
    void gate_tooMuchNoise_cannotDecide() throws IOException, InterruptedException {
        String noisy = changed("noisy", run -> {
            double step = 0.002;
            for (JsonNode cell : run.path("cells")) {
                ((ObjectNode) cell.path("timing").path("step")).put("median", step);
                step *= 3;
            }
        });

        Invocation gate = run("gate", "base", noisy);

        assertThat(gate.exitCode()).as(gate.stdout()).isEqualTo(3);
        assertThat(gate.stdout())
                .contains("too noisy to see anything smaller than its noise", "measure at a quieter time, or with ab");
        assertThat(run("gate", "base", noisy, "--max-noise", "1000%").exitCode())
                .isZero();
    }

    /** The start-up takes ten times as long, which is judged only on request. */
    @Test
    void gate_slowerStartUp_failsIfAskedTo() throws IOException, InterruptedException {
        String head = changed("sluggish", run -> {
            for (JsonNode cell : run.path("cells")) {
                scale(cell.path("timing"), "startupSeconds", 10);
            }
        });

        assertThat(run("gate", "base", head).exitCode()).isZero();
        Invocation gate = run("gate", "base", head, "--metrics", "time,start-up,memory");

        assertThat(gate.exitCode()).as(gate.stdout()).isEqualTo(1);
        assertThat(gate.stdout()).contains("regression: ejml cpu fit1d multi, start-up: start-up ");
        assertUsageError(
                run("gate", "base", head, "--metrics", "time,startup"), "--metrics", "Did you mean 'start-up'?");
    }

    @Test
    void gate_rules_acceptWhatTheySay() throws IOException, InterruptedException {
        String head = slower("slow-by-agreement", 40);
        Files.writeString(folder.resolve("rules.toml"), """
                # agreed on in the meeting
                [[waiver]]
                cell = "ejml * multi"
                metric = "time"
                reason = "a new <library>"
                until = 2999-12-31
                """);
        Files.writeString(
                folder.resolve("wide.toml"), "[[threshold]]\ncell = '*'\nmetric = 'time'\naccept = '1000%'\n");

        Invocation waived =
                run("gate", "base", head, "--rules", "rules.toml", "--out", "waived", "--junit", "waived.xml");

        assertThat(waived.exitCode()).as(waived.stdout()).isZero();
        assertThat(waived.stdout())
                .contains("a regression, waived until 2999-12-31: a new <library>", "rules.toml has 1 rule: 1 waiver.");
        assertThat(folder.resolve("waived.xml")).content().contains("waived until 2999-12-31: a new &lt;library&gt;");
        assertThat(folder.resolve("waived/compare.json")).content().contains("\"until\" : \"2999-12-31\"");
        assertThat(run("gate", "base", slower("slow-by-half", 1.5), "--rules", "wide.toml")
                        .exitCode())
                .isZero();
        assertUsageError(run("gate", "base", head, "--rules", "none.toml"), "--rules: 'none.toml' is not there");
        for (List<String> wrong : List.of(
                List.of("[[waiver]", "it is not TOML", "in line 1"),
                List.of("[[weiver]]\ncell = 'x'", "unknown table 'weiver'", "Did you mean 'waiver'?"),
                List.of("[waiver]\ncell = 'x'", "begins with [[waiver]]"),
                List.of("[[waiver]]\ncell = '*'\nmetric = 'time'\nuntil = 2030-01-01", "reason is missing"),
                List.of("[[waiver]]\ncell = '*'\nmetric = 'time'\nreason = 'x'\nuntil = 'soon'", "'soon'"),
                List.of("[[waiver]]\ncell = '*'\nmetric = 'speed'\nreason = 'x'\nuntil = 2030-01-01", "'speed'"),
                List.of("[[threshold]]\ncell = '*'\nmetric = 'time'\naccept = '5'", "write 5%"))) {
            Files.writeString(folder.resolve("wrong.toml"), wrong.get(0));
            assertUsageError(
                    run("gate", "base", head, "--rules", "wrong.toml"),
                    wrong.subList(1, wrong.size()).toArray(String[]::new));
        }
    }

    @Test
    void gate_headAsItsOwnConfirmation_isRefused() throws IOException, InterruptedException {
        String head = slower("slow-alone", 40);

        assertUsageError(run("gate", "base", head, "--confirm", head), "--confirm", "the head itself");
        assertUsageError(run("gate", "base", head, "--confirm", "base"), "--confirm", "the base itself");
    }

    @Test
    void gate_tooFewRepeats_cannotDecide() throws IOException, InterruptedException {
        String head = changed("few", run -> {
            var cells = (ArrayNode) run.path("cells");
            cells.remove(3);
            scale(cells.get(0).path("accuracy"), "testMse", 1);
        });

        Invocation gate = run("gate", "base", head);

        assertThat(gate.exitCode()).as(gate.stdout()).isEqualTo(3);
        assertThat(gate.stdout())
                .contains("too few repeats: 4 of the base and 3 of the head; at least 4 of each are needed");
    }

    @Test
    void gate_unwritableJUnit_isToldBesideTheVerdict() throws IOException, InterruptedException {
        Files.createFile(folder.resolve("file"));

        Invocation gate = run("gate", "base", changed("beside", run -> {}), "--junit", "file/x.xml");

        assertThat(gate.exitCode()).isEqualTo(2);
        assertThat(gate.errorLines()).singleElement().asString().contains("--junit: 'file/x.xml' cannot be written");
        assertThat(gate.lastLine()).startsWith("passed: no regression against ");
    }

    @Test
    void gate_otherSettings_cannotDecide() throws IOException, InterruptedException {
        String head = changed("longer", run -> run.path("cells")
                .forEach(cell -> ((ObjectNode) cell.path("training")).put("steps", 21)));

        Invocation gate = run("gate", "base", head, "--junit", "longer.xml");

        assertThat(gate.exitCode()).isEqualTo(3);
        assertThat(gate.errorLines()).singleElement().asString().contains("no cell is in both runs", "steps (20 / 21)");
        assertThat(folder.resolve("longer.xml")).content().contains("<skipped message=\"no cell is in both runs");
    }
}
