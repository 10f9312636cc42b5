package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
        twin("exits", "System.exit(0);");
        twin("hangs", "Thread.onSpinWait();");
        Path out = root.resolve("run");
        invocation = Program.run(root, withBackends(SmallRun.tiny(out, "--backend", "ejml,plain,wrong")));
        run = new RunOnDisk(out);
    }

    /** Laid out beside the template: it differs in its ninth step, which does something again and again. */
    private void twin(String name, String instead) throws IOException {
        Edit id = new Edit("return \"plain\";", "return \"" + name + "\";");
        String step = "protected double takeStep(long step) {";
        Edit ninth = new Edit(step, step + " while (step == 9) { " + instead + " }");
        PluginJar.ofProject(backends.resolve(name), TEMPLATE, text -> ninth.apply(id.apply(text)));
        assertThat(List.of(id.places(), ninth.places())).containsExactly(1, 1);
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
    void tck_onABackendThatExits_namesTheRuleAndFails() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        try (Program program = Program.startCommand(folder, tckWith(temporary, "exits"))) {
            Invocation tck = program.await();

            assertThat(tck.exitCode()).isEqualTo(1);
            assertThat(tck.outputLines())
                    .contains("FAILED   required_spec224_twentyLossesMatchReference_everyVariant [float32, single]: the"
                            + " kit's process ended in the middle of this rule with exit code 0, as if something had"
                            + " called System.exit");
            assertThat(tck.lastLine())
                    .matches("exits on cpu: the kit did not finish; \\d+ rules were checked, \\d+ were not begun");
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void tck_onABackendThatHangs_namesTheRuleAndWhereItHangsAndFails() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        try (Program program = Program.startCommand(folder, tckWith(temporary, "hangs", "--rule-timeout", "10s"))) {
            Invocation tck = program.await();

            assertThat(tck.exitCode()).isEqualTo(1);
            assertThat(tck.outputLines())
                    .anyMatch(line ->
                            line.matches("FAILED +required_spec224_.* \\[float32, single]: no result after 10 s,"
                                    + " the limit of --rule-timeout"))
                    .anyMatch(line ->
                            line.matches(" +at org.example.plain.PlainModel.takeStep\\(PlainModel.java:\\d+\\)"));
            assertThat(tck.lastLine()).matches("hangs on cpu: .* 1 failed, .*; \\d+ rules were not run, since .*");
            assertThat(tck.stderr()).contains("running  required_spec224_");
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void tck_thatIsStopped_leavesNothingBehind() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM"));
        try (Program env = Program.startCommand(folder, List.of("env", "--default-signal=INT,TERM", "true"))) {
            assumeTrue(env.await().exitCode() == 0, "env has no --default-signal on this machine");
        }
        command.addAll(tckWith(temporary, "hangs"));
        try (Program program = Program.startCommand(folder, command)) {
            program.awaitWhileRunning("the kit hangs", () -> isHanging(temporary));
            ProcessHandle kit = program.worker();
            ProcessHandle.of(program.pid()).orElseThrow().destroy();

            assertThat(program.await().stdout()).doesNotContain("FAILED");
            assertThat(kit.isAlive()).isFalse();
            assertThat(temporary).isEmptyDirectory();
        }
    }

    private static boolean isHanging(Path temporary) {
        try (Stream<Path> files = Files.walk(temporary)) {
            Optional<Path> journal =
                    files.filter(file -> file.endsWith("journal.txt")).findFirst();
            return journal.isPresent() && Files.readString(journal.get()).contains("begin required_spec224_");
        } catch (IOException | UncheckedIOException e) {
            return false; // the kit has only begun
        }
    }

    /** The kit's command line for a backend, with a temporary folder of its own. */
    private List<String> tckWith(Path temporary, String backend, String... more) {
        List<String> command = Program.command(withBackends("tck", "--backend", backend));
        command.add(1, "-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of(more));
        return command;
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
        String wrong = invocation.outputLines().stream()
                .filter(line -> line.matches("wrong +cpu +fit1d .*"))
                .collect(Collectors.joining(" "));
        assertThat(wrong).contains("FAILED");
        assertThat(Stream.of(wrong.split("\\s+", -1)).filter("-"::equals))
                .as("step, steps/s, ratio and time to target of both variants")
                .hasSize(8);
        assertThat(invocation.outputLines())
                .filteredOn(line -> line.matches("(ejml|plain) +cpu +fit1d .*"))
                .isNotEmpty()
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
