package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private Path folder = Path.of("");

    @BeforeAll
    void layOut(@TempDir Path shared) throws IOException {
        folder = shared;
        DistributionCopy base = DistributionCopy.in(folder.resolve("base"));
        DistributionCopy head = DistributionCopy.in(folder.resolve("head"));
        PluginJar.ofProject(base.backend("plain"), TEMPLATE, UnaryOperator.identity());
        PluginJar.ofProject(head.backend("plain"), TEMPLATE, text -> text.replace(STEP, SLEEPING_STEP));
    }

    /** In turns that are short enough for 20 steps to make several: what else goes on here then disturbs both alike. */
    private Invocation ab(String a, String b, String out, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("ab", "--a", a, "--b", b));
        arguments.addAll(List.of(SmallRun.tiny(
                folder.resolve(out), "--backend", "plain", "--variant", "multi", "--repeats", "6", "--turns", "1e-4")));
        arguments.addAll(List.of(more));
        return Program.run(folder, arguments.toArray(String[]::new));
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
        assertThat(Program.run(folder, "gate", "ab/a", "ab/b", "--confirm", "ab/a")
                        .exitCode())
                .isZero();
    }

    @Test
    void ab_fasterHead_passes() throws IOException, InterruptedException {
        Invocation ab = ab("head", "base", "reverse", "--quiet");

        assertThat(ab.exitCode()).as(ab.stdout() + ab.stderr()).isZero();
        assertThat(ab.lastLine()).startsWith("passed: no regression against ");
        assertThat(Files.exists(folder.resolve("reverse/confirm"))).isFalse();
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
