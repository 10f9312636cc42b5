package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscale.harness.fork.ProcessEnd;
import io.mscale.harness.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A git repository whose build lays out a distribution by what stands in the file {@code state}. The bad one forgets
 * everything after some steps: no repeat passes its parity check, on any machine.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BisectIT {

    private static final Path TEMPLATE =
            Path.of(System.getProperty("basedir", "")).resolve("../examples/backend-template");

    private static final String UPDATE = "        update(step);";

    private Path folder = Path.of("");
    private Path repository = Path.of("");
    private TestRepository git = new TestRepository(repository);

    /** From old to new. */
    private final List<String> commits = new ArrayList<>();

    @BeforeAll
    void makeARepository(@TempDir Path shared) throws IOException, InterruptedException {
        folder = shared.toRealPath();
        git = TestRepository.in(folder.resolve("repository"));
        repository = git.folder();
        DistributionCopy good = DistributionCopy.in(folder.resolve("good"));
        DistributionCopy bad = DistributionCopy.in(folder.resolve("bad"));
        PluginJar.ofProject(good.backend("plain"), TEMPLATE, UnaryOperator.identity());
        PluginJar.ofProject(
                bad.backend("plain"),
                TEMPLATE,
                text -> text.replace(UPDATE, UPDATE + " if (step == 10) { Arrays.fill(parameters, 5f); }"));
        for (String state : List.of("good", "good, tidied", "broken", "good, documented", "bad", "bad, tidied")) {
            commits.add(git.commit("state", state, "now " + state));
        }
    }

    private String[] bisect(String good, String bad, String build, String out) {
        List<String> words =
                new ArrayList<>(List.of("bisect", "--good", good, "--bad", bad, "--build", build, "--dist=dist"));
        words.addAll(List.of(SmallRun.tiny(
                folder.resolve(out), "--backend", "plain", "--variant", "multi", "--timing", "none", "--quiet")));
        words.addAll(List.of("--repeats", "2"));
        return words.toArray(String[]::new);
    }

    /** Fails if the state is broken; leaves a link to the distribution by the state's first word. */
    private String build() {
        return "read state rest < state; state=${state%,}; echo building $state; ln -s \"" + folder
                + "/$state\" dist && test -e dist/harness.jar";
    }

    @Test
    void bisect_plantedChange_isFoundAndWhatCannotBeBuiltIsSkipped() throws IOException, InterruptedException {
        Invocation found = Program.run(repository, bisect(commits.get(0), "HEAD", build(), "found"));

        assertThat(found.exitCode()).as(found.stdout() + found.stderr()).isZero();
        assertThat(found.lastLine()).isEqualTo("first bad commit: " + commits.get(4) + " now bad");
        assertThat(found.outputLines())
                .anyMatch(line -> line.startsWith("skipped: ") && line.contains(" now broken: its build failed"))
                .anyMatch(line -> line.startsWith("good: ") && line.contains(" now good, documented: "))
                .anyMatch(line -> line.startsWith("bad: ") && line.contains(" now bad, tidied: "));
        JsonNode record = record("found");
        assertThat(record.path("schema").asText()).isEqualTo("mscale-bisect/1");
        assertThat(record.path("firstBad").path("commit").asText()).isEqualTo(commits.get(4));
        assertThat(record.path("finishedAt").isNull()).isFalse();
        JsonNode last = record.path("steps").get(record.path("steps").size() - 1);
        Path step = folder.resolve("found").resolve(last.path("folder").asText());
        assertThat(step.resolve("build.log")).content().contains("building bad");
        assertThat(step.resolve("ab/compare.html")).exists();
        assertThat(new RunOnDisk(step.resolve("ab/b"))
                        .run()
                        .path("tool")
                        .path("commit")
                        .asText())
                .isEqualTo(commits.get(4));
        assertNothingIsLeft("found");
    }

    private void assertNothingIsLeft(String out) throws IOException, InterruptedException {
        assertThat(git.git("worktree", "list").lines()).hasSize(1);
        assertThat(git.git("status", "--porcelain")).isEmpty();
        assertThat(folder.resolve(out).resolve("checkouts")).doesNotExist();
    }

    @Test
    void bisect_commitsThatAreAlike_areSaidToBe() throws IOException, InterruptedException {
        Invocation alike = Program.run(repository, bisect("HEAD~5", "HEAD~4", build(), "alike"));

        assertThat(alike.exitCode()).as(alike.stdout() + alike.stderr()).isEqualTo(3);
        assertThat(alike.lastLine()).contains("is not seen to be worse than the good one");
        assertThat(record("alike").path("finishedAt").isNull()).isFalse();
        assertNothingIsLeft("alike");
    }

    @Test
    void bisect_interruptedBuild_leavesNoCheckoutAndNoProcess() throws IOException, InterruptedException {
        Path planted = folder.resolve("planted");
        Path next = folder.resolve("next");
        String build = "sleep 1000 & echo $! > new; mv new " + planted + "; wait; touch " + next;
        try (Program program =
                Program.startHeedingSignals(repository, bisect(commits.get(0), "HEAD", build, "interrupted"))) {
            program.awaitWhileRunning("the build runs", () -> Files.exists(planted));
            ProcessHandle.of(program.pid()).orElseThrow().destroy();

            assertThat(program.await().exitCode()).isEqualTo(130);
        }
        ProcessEnd.await(Long.parseLong(Files.readString(planted).strip()));
        assertThat(next).doesNotExist();
        assertNothingIsLeft("interrupted");
        assertThat(record("interrupted").path("finishedAt").isNull()).isTrue();
    }

    private JsonNode record(String out) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve(out).resolve("bisect.json").toFile());
    }

    @Test
    void bisect_goodThatCannotBeBuilt_isToldWithItsLog() throws IOException, InterruptedException {
        Invocation failed = Program.run(repository, bisect("HEAD~5", "HEAD", "echo no; exit 7", "failed"));

        assertThat(failed.exitCode()).as(failed.stderr()).isEqualTo(3);
        assertThat(failed.lastLine()).contains("the good commit", "exit code 7", "build.log");
        assertThat(record("failed").path("finishedAt").isNull()).isFalse();
        assertNothingIsLeft("failed");
    }

    @Test
    void bisect_wrongInput_isToldInOneLineAndWritesNothing() throws IOException, InterruptedException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        assertRefused(Program.run(elsewhere, bisect("a", "b", "true", "never")), "in none");
        assertRefused(Program.run(repository, bisect("nonesuch", "HEAD", "true", "never")), "--good: ", "nonesuch");
        assertRefused(Program.run(repository, bisect("HEAD", "HEAD^7", "true", "never")), "--bad: ", "HEAD^7");
        assertRefused(Program.run(repository, bisect("HEAD", "HEAD~1", "true", "never")), "is no ancestor of");
        assertRefused(Program.run(repository, bisect("HEAD", "HEAD", "true", "never")), "both are commit");
        assertRefused(Program.run(repository, "bisect", "--good", "HEAD~1"), "--bad is missing");
        String[] outside = bisect("HEAD~1", "HEAD", "true", "never");
        outside[Arrays.asList(outside).indexOf("--dist=dist")] = "--dist=" + folder.resolve("good");
        assertRefused(Program.run(repository, outside), "--dist: ", "is not in the checkout");
        assertRefused(Program.run(repository, "bisect", "--a", "x"), "unknown option '--a' of bisect");
        List<String> withoutGit = new ArrayList<>(List.of("env", "PATH=/nowhere"));
        withoutGit.addAll(Program.command(bisect("HEAD~1", "HEAD", "true", "never")));
        try (Program program = Program.startCommand(repository, withoutGit)) {
            assertRefused(program.await(), "bisect needs git");
        }
        assertThat(folder.resolve("never")).doesNotExist();
    }

    private static void assertRefused(Invocation invocation, String... told) {
        assertThat(invocation.exitCode()).as(invocation.stderr()).isEqualTo(2);
        assertThat(invocation.errorLines()).singleElement().asString().contains(told);
    }
}
