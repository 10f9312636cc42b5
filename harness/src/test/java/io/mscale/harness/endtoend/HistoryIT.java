package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mscale.harness.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Keeping runs, and judging one against those that were kept. */
class HistoryIT extends TrackedRuns {

    @Test
    void historyAdd_emptyCommit_addsNothing() throws IOException, InterruptedException {
        assertUsageError(
                run("history", "add", "base", "--history", "unwanted", "--commit", ""), "--commit: its value is empty");
        assertUsageError(
                run("history", "add", "base", "--history", "unwanted", "--commit= "), "--commit: its value is blank");
        assertThat(folder.resolve("unwanted")).doesNotExist();
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
        assertThat(run("history", "add", cut, "--history", "whole").stderr())
                .contains("is incomplete", "note: 'whole' is a new history");
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
