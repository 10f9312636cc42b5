package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mscale.harness.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Comparing runs, judging them and keeping them, with a real run and changes of its record. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrackingIT {

    private Path folder = Path.of("");

    @BeforeAll
    void measureOnce(@TempDir Path shared) throws IOException, InterruptedException {
        folder = shared;
        Invocation run = Program.run(
                folder, SmallRun.tiny(folder.resolve("base"), "--variant", "multi", "--repeats", "4", "--quiet"));
        assertThat(run.exitCode()).as(run.stderr()).isZero();
        // Times that scatter by a few per cent, however busy this machine is.
        ObjectMapper json = new ObjectMapper();
        ObjectNode record =
                (ObjectNode) json.readTree(folder.resolve("base/run.json").toFile());
        double median = 0.010;
        for (JsonNode cell : record.path("cells")) {
            ((ObjectNode) cell.path("timing").path("step")).put("median", median);
            ((ObjectNode) cell.path("timing")).putNull("disturbance");
            median *= 1.01;
        }
        json.writeValue(folder.resolve("base/run.json").toFile(), record);
    }

    private Invocation run(String... arguments) throws IOException, InterruptedException {
        return Program.run(folder, arguments);
    }

    private interface Change {
        void apply(ObjectNode run);
    }

    /** The base's record with something else in it, as another run. */
    private String changed(String name, Change change) throws IOException {
        ObjectMapper json = new ObjectMapper();
        var record = (ObjectNode) json.readTree(folder.resolve("base/run.json").toFile());
        record.put("runId", name);
        change.apply(record);
        Path run = Files.createDirectories(folder.resolve(name));
        json.writeValue(run.resolve("run.json").toFile(), record);
        return name;
    }

    private String slower(String name, double factor) throws IOException {
        return changed(name, run -> run.path("cells")
                .forEach(cell -> scale(cell.path("timing").path("step"), "median", factor)));
    }

    private static void scale(JsonNode object, String field, double factor) {
        ((ObjectNode) object).put(field, factor * object.path(field).asDouble());
    }

    private static void assertUsageError(Invocation invocation, String... told) {
        assertThat(invocation.exitCode()).as(invocation.stderr()).isEqualTo(2);
        assertThat(invocation.stdout()).isEmpty();
        assertThat(invocation.errorLines())
                .singleElement()
                .asString()
                .startsWith("mscale-bench: ")
                .doesNotContain("Exception")
                .contains(told);
    }

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
    void historyAdd_emptyCommit_addsNothing() throws IOException, InterruptedException {
        assertUsageError(
                run("history", "add", "base", "--history", "unwanted", "--commit", ""), "--commit: its value is empty");
        assertUsageError(
                run("history", "add", "base", "--history", "unwanted", "--commit= "), "--commit: its value is blank");
        assertThat(folder.resolve("unwanted")).doesNotExist();
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

    private String failed(String name, String status) throws IOException {
        return changed(name, run -> run.path("cells").forEach(cell -> ((ObjectNode) cell).put("status", status)));
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

    /** Twelve nights of one program, the fourth of which was lucky; then one that is slower by a half. */
    @Test
    void gate_history_holdsAgainstTheLevelOfItsRuns() throws IOException, InterruptedException {
        double[] nights = {1.02, 0.98, 1.03, 0.88, 1.01, 0.97, 1.04, 1.0, 0.99, 1.02, 1.0, 0.9};
        for (int i = 0; i < nights.length; i++) {
            String day = "2026-03-%02dT00:00:00Z".formatted(i + 1);
            double factor = nights[i];
            String run = changed("night-" + i, record -> {
                record.put("startedAt", day).put("finishedAt", day).put("plannedCells", 4);
                record.path("cells").forEach(cell -> scale(cell.path("timing").path("step"), "median", factor));
            });
            Invocation add =
                    run("history", "add", run, "--history", "nights", "--baseline", "main", "--accept-incomplete");
            assertThat(add.exitCode()).as(add.stderr()).isZero();
        }
        String same = slower("same-night", 1.05);
        String slow = slower("slow-night", 1.5);

        Invocation level = run("gate", same, "--history", "nights", "--baseline", "main");
        Invocation single = run("gate", same, "--history", "nights", "--baseline", "main", "--single-run");
        Invocation slower = run("gate", slow, "--history", "nights", "--baseline", "main");

        assertThat(level.exitCode()).as(level.stdout()).isZero();
        assertThat(single.exitCode()).as(single.stdout()).isEqualTo(1);
        assertThat(slower.exitCode()).as(slower.stdout()).isEqualTo(1);
        assertThat(slower.stdout()).contains("times the level of 12 earlier runs");
        assertUsageError(run("gate", "base", same, "--single-run"), "--single-run goes with --history");
    }

    @Test
    void historyAdd_baselineThatIsNotWhole_isRefused() throws IOException, InterruptedException {
        String cut = changed("cut", run -> {
            run.putNull("finishedAt");
            ((ArrayNode) run.path("cells")).remove(3);
        });
        String crashed = failed("crashed-base", "crashed");

        assertUsageError(
                run("history", "add", cut, "--history", "whole", "--baseline", "main"),
                "3 of 4 cells have ended",
                "--accept-incomplete");
        assertUsageError(
                run("history", "add", crashed, "--history", "whole", "--baseline", "main"), "did not end well");
        assertThat(folder.resolve("whole")).doesNotExist();
        assertThat(run("history", "add", cut, "--history", "whole").stderr()).contains("is incomplete");
        assertThat(run("history", "add", cut, "--history", "whole", "--baseline", "main", "--accept-incomplete")
                        .exitCode())
                .isZero();
    }

    @Test
    void historyAdd_sameRunUnderTwoCommits_countsOnce() throws IOException, InterruptedException {
        String run = changed("twice", record -> {});
        run("history", "add", run, "--history", "twice-history", "--commit", "abc1234");

        Invocation again = run("history", "add", run, "--history", "twice-history", "--commit", "def5678");

        assertThat(again.stderr()).contains("run twice was there already, of commit abc1234");
        JsonNode runs = new ObjectMapper()
                .readTree(run("history", "list", "--history", "twice-history", "--json")
                        .stdout())
                .path("runs");
        assertThat(runs.findValuesAsText("commit")).containsExactly("def5678");
        assertThat(run("history", "prune", "--history", "twice-history", "--keep", "5")
                        .stdout())
                .contains("removed: ", "1 of 1 runs stay");
    }

    /** The dates of commits decide, whatever the machine's clock said when they were measured. */
    @Test
    void historyAdd_inARepository_ordersByCommit() throws IOException, InterruptedException {
        TestRepository repository = TestRepository.in(folder.resolve("repository"));
        String[] started = {"2026-05-02T00:00:00Z", "2025-07-06T00:00:00Z"};
        for (int i = 0; i < started.length; i++) {
            Map<String, String> date = Map.of("GIT_COMMITTER_DATE", "2026-05-0" + (i + 1) + "T12:00:00Z");
            repository.git(date, "commit", "-q", "--allow-empty", "-m", "commit " + i);
            String commit = repository.git("rev-parse", "HEAD");
            String start = started[i];
            changed("measured-" + i, run -> run.put("startedAt", start).put("finishedAt", start));
            Invocation add = Program.run(
                    repository.folder(),
                    "history",
                    "add",
                    "../measured-" + i,
                    "--history",
                    "../ordered",
                    "--commit",
                    commit);
            assertThat(add.exitCode()).as(add.stderr()).isZero();
        }

        JsonNode runs = new ObjectMapper()
                .readTree(
                        run("history", "list", "--history", "ordered", "--json").stdout())
                .path("runs");
        assertThat(runs.findValuesAsText("runId")).containsExactly("measured-0", "measured-1");
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

    @Test
    void gate_baselineThatIsGone_isNoPass() throws IOException, InterruptedException {
        run("history", "add", "base", "--history", "part", "--baseline", "main");
        assertUsageError(
                run("gate", "base", "--history", "part", "--baseline", "mian"), "no baseline 'mian'; there are: main");
        Invocation there = run("history", "add", "base", "--history", "part");
        Path added = Path.of(there.lastLine().substring("added: ".length()));
        String whole = Files.readString(folder.resolve(added));
        Files.writeString(folder.resolve(added), whole.substring(0, 100));

        Invocation again = run("history", "add", "base", "--history", "part");

        assertThat(again.exitCode()).as(again.stderr()).isZero();
        assertThat(folder.resolve(added)).content().hasSameSizeAs(whole);
        Files.delete(folder.resolve(added));
        assertUsageError(
                run("gate", "base", "--history", "part", "--baseline", "main"), "which is gone from the history");
    }

    @Test
    void gate_withoutBaseline_passesOnlyIfAskedTo() throws IOException, InterruptedException {
        assertUsageError(run("gate", "nowhere", "base"), "'nowhere' is not there", "--allow-missing-base");
        assertUsageError(
                run("gate", "base", "--history", "nowhere", "--baseline", "main"),
                "--history: 'nowhere' is not a history");
        Invocation byPath = run("gate", "nowhere", "base", "--junit", "none.xml", "--allow-missing-base");
        Invocation byName = run("gate", "base", "--history", "nowhere", "--baseline", "main", "--allow-missing-base");

        assertThat(byPath.exitCode()).isZero();
        assertThat(byPath.stdout()).contains("no baseline yet", "'nowhere' is not there", "history add base");
        assertThat(byName.exitCode()).isZero();
        assertThat(byName.stdout()).contains("is not a history", "--history nowhere --baseline main");
        assertThat(folder.resolve("nowhere")).doesNotExist();
        assertThat(folder.resolve("none.xml")).content().contains("<skipped message=\"there is no baseline yet");
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

    @Test
    void history_addedRuns_areListedShownJudgedAndReported() throws IOException, InterruptedException {
        String next = changed(
                "next", run -> run.put("startedAt", "2030-01-01T00:00:00Z").putNull("finishedAt"));

        Invocation add = run("history", "add", "base", "--history", "h", "--baseline", "main", "--commit", "abc1234");
        Invocation addNext = run("history", "add", next, "--history", "h");

        assertThat(add.exitCode()).as(add.stderr()).isZero();
        assertThat(addNext.stderr()).contains("a clock is wrong");
        JsonNode runs = new ObjectMapper()
                .readTree(run("history", "list", "--history", "h", "--json").stdout())
                .path("runs");
        assertThat(runs).hasSize(2);
        assertThat(runs.get(0).path("commit").asText()).isEqualTo("abc1234");
        assertThat(runs.get(0).path("baselines").get(0).asText()).isEqualTo("main");
        assertThat(run("history", "list", "--history", "h").stdout()).contains("abc1234", "next");
        assertThat(run("history", "show", "--baseline", "main", "--history", "h")
                        .stdout())
                .contains("commit abc1234", "test MSE");
        assertUsageError(run("gate", "base", "--history", "h", "--baseline", "main"), "'base' is the base itself");
        Invocation gate = run("gate", changed("after", run -> {}), "--history", "h", "--baseline", "main");
        assertThat(gate.exitCode()).as(gate.stdout()).isZero();
        assertThat(gate.lastLine()).contains("commit abc1234");
        Invocation report = run(
                "history",
                "report",
                "--history",
                "h",
                "--out",
                "page/trend.html",
                "--commit-url",
                "https://example.org/commit/{}");
        assertThat(report.stdout()).contains("2 runs, 5 series, 0 changes");
        assertThat(folder.resolve("page/trend.html"))
                .content()
                .contains("a clock is wrong", "Too few runs to tell", "baseline main");
        assertThat(run("history", "prune", "--history", "h", "--keep", "1", "--dry-run")
                        .stdout())
                .contains("2 of 2 runs stay");
    }

    @Test
    void history_tornFile_isToldSkippedAndLeft() throws IOException, InterruptedException {
        run("history", "add", "base", "--history", "torn-history");
        Path runs = folder.resolve("torn-history/runs");
        Path torn = Files.writeString(
                Objects.requireNonNull(machineFolder(runs)).resolve("20260101-000000-x.json"), "{\"sch");

        Invocation list = run("history", "list", "--history", "torn-history");

        assertThat(list.exitCode()).isZero();
        assertThat(list.errorLines())
                .singleElement()
                .asString()
                .contains("skipped: ", torn.getFileName().toString());
        assertThat(list.outputLines()).hasSize(2);
        assertThat(torn).exists();
    }

    private static Path machineFolder(Path runs) throws IOException {
        try (var machines = Files.list(runs)) {
            return machines.findFirst().orElseThrow();
        }
    }

    @Test
    void history_wrongInput_isToldInOneLine() throws IOException, InterruptedException {
        assertUsageError(run("history"), "add, list, show, prune, report");
        assertUsageError(run("history", "lsit", "--history", "h"), "'lsit'", "Did you mean 'list'?");
        assertUsageError(run("history", "list"), "--history is missing");
        assertUsageError(run("history", "list", "--history", "nowhere"), "'nowhere' is not a history");
        assertUsageError(run("history", "add", "--history", "new"), "history add RUN...");
        assertUsageError(run("history", "add", "nowhere", "--history", "new"), "'nowhere' is not a run");
        assertUsageError(run("history", "add", "base", "--history", "new", "--baseline", "a/b"), "--baseline", "'a/b'");
        assertUsageError(run("history", "add", "base", "--history", "new", "--keep", "3"), "--keep", "prune");
        run("history", "add", "base", "--history", "some");
        assertUsageError(
                run("history", "report", "--history", "some", "--commit-url", "ftp://host/{}"),
                "--commit-url",
                "https://");
        assertUsageError(run("history", "prune", "--history", "new", "--before", "monday"), "--before", "'monday'");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    /** Two processes, 100 records each. */
    @Test
    void history_addedToByTwoProcessesAtOnce_losesNothing() throws IOException, InterruptedException {
        String[] first = new String[103];
        String[] second = new String[103];
        for (String[] command : List.of(first, second)) {
            command[0] = "history";
            command[1] = "add";
            command[102] = "--history=shared";
        }
        for (int i = 0; i < 100; i++) {
            first[2 + i] = changed("first-" + i, run -> {});
            second[2 + i] = changed("second-" + i, run -> {});
        }

        try (Program one = Program.start(folder, first);
                Program other = Program.start(folder, second)) {
            assertThat(one.await().exitCode()).isZero();
            assertThat(other.await().exitCode()).isZero();
        }

        JsonNode runs = new ObjectMapper()
                .readTree(
                        run("history", "list", "--history", "shared", "--json").stdout())
                .path("runs");
        assertThat(runs.findValuesAsText("runId")).hasSize(200).doesNotHaveDuplicates();
    }
}
