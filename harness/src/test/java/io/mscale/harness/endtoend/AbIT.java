package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.harness.discovery.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two distributions, of which the second has a backend that sleeps in every step. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AbIT {

    private static final Path TEMPLATE =
            Path.of(System.getProperty("basedir", "")).resolve("../examples/backend-template");

    private static final String STEP = "schedule.batch(step, batch);";

    /** A hundred times as long as a step: found on any machine, however busy. Every cell takes hundreds of steps besides those timed. */
    private static final String SLEEPING_STEP =
            STEP + " java.util.concurrent.locks.LockSupport.parkNanos(10_000_000L);";

    private static final String THROWING_STEP =
            "if (step >= 0) { throw new IllegalStateException(\"planted in \" + step); }" + STEP;

    private Path folder = Path.of("");

    @BeforeAll
    void layOut(@TempDir Path shared) throws IOException {
        folder = shared;
        DistributionCopy base = DistributionCopy.in(folder.resolve("base"));
        DistributionCopy head = DistributionCopy.in(folder.resolve("head"));
        PluginJar.ofProject(base.backend("plain"), TEMPLATE, UnaryOperator.identity());
        PluginJar.ofProject(head.backend("plain"), TEMPLATE, text -> text.replace(STEP, SLEEPING_STEP));
        DistributionCopy broken = DistributionCopy.in(folder.resolve("broken"));
        PluginJar.ofProject(broken.backend("plain"), TEMPLATE, text -> text.replace(STEP, THROWING_STEP));
    }

    /** In turns that are short enough for 20 steps to make several: what else goes on here then disturbs both alike. */
    private Invocation ab(String a, String b, String out, String... more) throws IOException, InterruptedException {
        return Program.run(folder, arguments(a, b, out, more));
    }

    private String[] arguments(String a, String b, String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("ab", "--a", a, "--b", b));
        arguments.addAll(List.of(SmallRun.tiny(
                folder.resolve(out), "--backend", "plain", "--variant", "multi", "--repeats", "6", "--turns", "1e-4")));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    @Test
    void ab_slowerHead_isARegressionThatTheSecondLookConfirms() throws IOException, InterruptedException {
        Invocation ab = ab("base", "head", "ab", "--junit", "ab.xml");

        assertThat(ab.exitCode()).as(ab.stdout() + ab.stderr()).isEqualTo(1);
        assertThat(ab.stdout()).contains("regression: plain cpu fit1d multi, time", "confirmed by the second look");
        assertThat(ab.stderr())
                .contains(
                        "a second look, with 12 repeats, at what seems slower: plain cpu fit1d multi",
                        "A plain-cpu",
                        "B plain-cpu");
        for (String run : List.of("ab/a", "ab/b")) {
            assertThat(new RunOnDisk(folder.resolve(run)).statuses()).hasSize(6).containsOnly("ok");
            assertThat(new RunOnDisk(folder.resolve(run.replace("ab/", "ab/confirm/"))).statuses())
                    .hasSize(12)
                    .containsOnly("ok");
        }
        assertThat(folder.resolve("ab/compare.html")).exists();
        assertThat(folder.resolve("ab.xml")).content().contains("<failure");
        // The records are runs like any other.
        assertThat(Program.run(folder, "gate", "ab/a", "ab/b").exitCode()).isEqualTo(1);
        // On a busy machine the other run may decide nothing.
        assertThat(Program.run(folder, "gate", "ab/a", "ab/b", "--confirm", "ab/confirm/a")
                        .exitCode())
                .isIn(0, 3);
    }

    /** No cell completes a repeat on one side, or on either. */
    @Test
    void ab_sidesThatThrow_areJudgedAndWritten() throws IOException, InterruptedException {
        Invocation breaks = ab("base", "broken", "breaks", "--junit", "breaks.xml");
        Invocation fixes = ab("broken", "base", "fixes", "--junit", "fixes.xml");
        Invocation both = ab("broken", "broken", "both", "--junit", "both.xml");

        assertThat(breaks.exitCode()).as(breaks.stdout() + breaks.stderr()).isEqualTo(1);
        assertThat(breaks.stdout())
                .contains("regression: plain cpu fit1d multi, completion: 6 of 6 repeats fail", "planted in");
        assertThat(folder.resolve("breaks.xml")).content().contains("<failure");
        assertThat(fixes.exitCode()).as(fixes.stdout() + fixes.stderr()).isZero();
        assertThat(fixes.stdout()).contains("plain cpu fit1d multi, completion: fixed: 6 of 6 repeats failed");
        assertThat(both.exitCode()).as(both.stdout() + both.stderr()).isEqualTo(3);
        assertThat(both.lastLine()).startsWith("cannot decide: the head completed no cell of the base");
        for (String name : List.of("breaks", "fixes", "both")) {
            assertThat(folder.resolve(name).resolve("compare.html")).exists();
            assertThat(folder.resolve(name).resolve("compare.json")).exists();
            assertThat(folder.resolve(name + ".xml")).content().contains("plain cpu fit1d multi");
        }
    }

    @Test
    void ab_fasterHead_passes() throws IOException, InterruptedException {
        Invocation ab = ab("head", "base", "reverse", "--quiet", "--commit-a", "0123abc", "--commit-b=4567def");

        assertThat(ab.exitCode()).as(ab.stdout() + ab.stderr()).isZero();
        assertThat(ab.lastLine()).startsWith("passed: no regression against ");
        assertThat(Files.exists(folder.resolve("reverse/confirm"))).isFalse();
        assertThat(ab.stdout()).contains("commit 0123abc", "commit 4567def");
        assertThat(commit("reverse/a")).isEqualTo("0123abc");
        assertThat(commit("reverse/b")).isEqualTo("4567def");
    }

    private String commit(String run) throws IOException {
        return new RunOnDisk(folder.resolve(run))
                .run()
                .path("tool")
                .path("commit")
                .asText();
    }

    @Test
    void ab_cutOffInBothLooks_goesOnWithWhatIsMissing() throws IOException, InterruptedException {
        String[] arguments = arguments("base", "head", "cut");
        cutOff(arguments, () -> isMeasured("cut/a", 2) && isMeasured("cut/b", 2));
        byte[] second = Files.readAllBytes(record("cut/a", 2));
        byte[] first = Files.readAllBytes(record("cut/a", 1));
        Files.delete(record("cut/b", 1));

        // The distributions may have moved meanwhile.
        DistributionCopy moved = DistributionCopy.in(folder.resolve("moved"));
        Files.createDirectories(moved.backend("plain"));
        for (Path jar : Distribution.jars(folder.resolve("head/backends/plain"))) {
            Files.copy(jar, moved.backend("plain").resolve(jar.getFileName().toString()));
        }
        String[] goOn = {"ab", "--resume", "cut", "--b", "moved"};
        cutOff(goOn, () -> isMeasured("cut/confirm/a", 2) && isMeasured("cut/confirm/b", 2));
        assertThat(record("cut/a", 2)).as("a pair that was measured").hasBinaryContent(second);
        assertThat(Files.readAllBytes(record("cut/a", 1)))
                .as("a cell whose other side was lost: both took turns")
                .isNotEqualTo(first);
        byte[] confirmed = Files.readAllBytes(record("cut/confirm/b", 1));

        Invocation resumed = Program.run(
                Files.createDirectories(folder.resolve("elsewhere")),
                "ab",
                "--resume",
                folder.resolve("cut").toString(),
                "--junit",
                "resumed.xml");

        assertThat(resumed.exitCode()).as(resumed.stdout() + resumed.stderr()).isEqualTo(1);
        assertThat(resumed.stdout()).contains("regression: plain cpu fit1d multi", "confirmed by the second look");
        assertThat(record("cut/confirm/b", 1)).hasBinaryContent(confirmed);
        assertThat(new RunOnDisk(folder.resolve("cut/a")).statuses()).hasSize(6).containsOnly("ok");
        assertThat(new RunOnDisk(folder.resolve("cut/confirm/b")).statuses())
                .hasSize(12)
                .containsOnly("ok");
        assertThat(folder.resolve("elsewhere/resumed.xml")).content().contains("<failure");
        assertJudgedAgain();
    }

    /** Of the comparison that has ended. */
    private void assertJudgedAgain() throws IOException, InterruptedException {
        byte[] last = Files.readAllBytes(record("cut/confirm/b", 12));

        Invocation again = Program.run(folder, "ab", "--resume", "cut");
        Invocation lenient = Program.run(folder, "ab", "--resume", "cut", "--threshold", "1000%", "--no-confirm");

        assertThat(again.exitCode()).as(again.stderr()).isEqualTo(1);
        assertThat(again.stderr()).contains("only judged again");
        assertThat(lenient.stderr()).contains("only judged again");
        assertThat(lenient.stdout()).doesNotContain("confirmed by the second look");
        assertThat(record("cut/confirm/b", 12)).hasBinaryContent(last);
    }

    private void cutOff(String[] arguments, BooleanSupplier condition) throws IOException, InterruptedException {
        try (Program program = Program.start(folder, arguments)) {
            program.awaitWhileRunning("so much was measured", condition);
            program.kill();
            program.await();
        }
    }

    private Path record(String run, int repeat) {
        return new RunOnDisk(folder.resolve(run)).cellFile("plain-cpu-fit1d-multi-r" + repeat, "cell.json");
    }

    private boolean isMeasured(String run, int repeat) {
        return Files.exists(record(run, repeat));
    }

    @Test
    void ab_interrupted_tellsHowToGoOn() throws IOException, InterruptedException {
        String[] arguments = arguments("base", "base", "interrupted");
        try (Program program = Program.startHeedingSignals(folder, arguments)) {
            program.awaitWhileRunning(
                    "a pair was measured", () -> isMeasured("interrupted/a", 1) && isMeasured("interrupted/b", 1));
            ProcessHandle.of(program.pid()).orElseThrow().destroy();
            Invocation interrupted = program.await();

            assertThat(interrupted.exitCode()).as(interrupted.stderr()).isEqualTo(130);
            assertThat(interrupted.lastLine())
                    .matches("[1-5] of 6 cells of each side are not measured; go on with: ab --resume .*interrupted");
        }
        String folderOfBoth = folder.resolve("interrupted").toString();
        DistributionCopy changed = DistributionCopy.in(folder.resolve("changed"));
        PluginJar.ofProject(changed.backend("plain"), TEMPLATE, text -> text.replace(STEP, STEP + STEP));
        assertRefused(
                Program.run(folder, "ab", "--resume", folderOfBoth, "--a", "changed"),
                "--resume: distribution A, 'changed', is not the one",
                "these parts differ: backend plain");
        assertRefused(
                Program.run(folder, "ab", "--resume", folderOfBoth, "--steps", "30"),
                "--steps cannot stand beside --resume");
        assertRefused(Program.run(folder, "--resume", folderOfBoth), "it is a comparison: go on with ab --resume");
        assertRefused(Program.run(folder, "--resume", folderOfBoth + "/a"), "is one side of a comparison");
        assertRefused(Program.run(folder, "ab", "--resume", folderOfBoth + "/a"), "it is a run: go on with --resume");
        assertRefused(Program.run(folder, arguments), "already holds a comparison; continue it with ab --resume");
        // What is judged anew may be what was not counted, and is not then.
        Invocation resumed = Program.run(folder, "ab", "--resume", folderOfBoth, "--metrics", "time,allocation");
        assertThat(resumed.exitCode()).as(resumed.stderr()).isIn(1, 3);
        assertThat(resumed.stdout()).contains("the base was trained without --counters");
        assertThat(new RunOnDisk(folder.resolve("interrupted/b")).statuses())
                .hasSize(6)
                .containsOnly("ok");
    }

    @Test
    void ab_wrongInput_isToldInOneLineAndWritesNothing() throws IOException, InterruptedException {
        assertRefused(Program.run(folder, "ab", "--a", "base"), "--b is missing");
        assertRefused(ab("nowhere", "head", "never"), "--a: 'nowhere' is not a distribution");
        assertRefused(ab("base", "head", "never", "--shard", "1/2"), "--shard is no option of ab");
        assertRefused(ab("base", "head", "never", "--timing", "jmh"), "--timing jmh is no option of ab");
        assertRefused(ab("base", "head", "base"), "--out", "not an empty folder");
        assertThat(folder.resolve("never")).doesNotExist();
    }

    private static void assertRefused(Invocation invocation, String... told) {
        assertThat(invocation.exitCode()).as(invocation.stderr()).isEqualTo(2);
        assertThat(invocation.errorLines()).singleElement().asString().contains(told);
    }
}
