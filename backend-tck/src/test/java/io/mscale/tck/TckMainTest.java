package io.mscale.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.MscaleBackend;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TckMainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Integer> exitCodes = new ArrayList<>();

    @Test
    void run_correctBackend_exitsWith0() {
        assertThat(run("--backend plain --threads 1")).isZero();
        assertThat(text(out))
                .startsWith("Conformance of backend plain (loops 1) on cpu")
                .contains("passed   required_spec101_isFoundByServiceLoader\n")
                .contains("passed   required_spec201_forwardMatchesReference_everyActivation (30 cases)\n")
                .doesNotContain("FAILED")
                .containsPattern("plain on cpu: \\d{3} passed, 0 failed, \\d+ skipped\n$");
    }

    @Test
    void run_wrongBackend_printsTheRuleThatFailedAndExitsWith1() {
        assertThat(run("--backend wrong-sign --device cpu")).isEqualTo(1);
        assertThat(text(out))
                .containsPattern("FAILED {3}required_spec211_\\w+ \\[float64, tanh\\]: gradient of b_0 differs from"
                        + " the reference: relative error .*\n")
                .contains("passed   required_spec201_forwardMatchesReference_everyActivation (15 cases)\n")
                .contains("skipped  required_spec201_forwardMatchesReference_everyActivation (15 cases):"
                        + " has no precision 'float32'; it has float64\n")
                .contains("skipped  optional_spec601_sameSeedGivesSameBits (2 cases): declares that its results differ")
                .doesNotContain("passed   optional_spec601");
    }

    /** The limit is far beyond what the rules before it take, on a slow machine too. */
    @Test
    void run_backendThatHangs_namesTheRuleAndWhereItHangsAndExitsWith1() {
        assertThat(run("--backend hanging --rule-timeout 15")).isEqualTo(1);
        assertThat(exitCodes).containsExactly(1);
        assertThat(text(out))
                .contains("passed   required_spec205_scalesDoNotTouchTheBias (2 cases)\n")
                .contains(
                        "FAILED   required_spec206_lossMatchesReference [float32, 1, [1], 1]: no result after 15 s, the"
                                + " limit of --rule-timeout; interrupted, it said: IllegalStateException: the device does not"
                                + " answer\n           at io.mscale.tck.flawed.PlainModel.waitForEver(PlainModel.java:")
                .containsOnlyOnce("FAILED")
                .containsPattern(
                        "hanging on cpu: \\d+ passed, 1 failed, 0 skipped; [1-9]\\d rules were not run, since .*\n$");
        assertThat(text(err))
                .containsPattern(
                        "running {2}required_spec206_lossMatchesReference \\[float32, 1, \\[1\\], 1\\] for \\d");
    }

    @Test
    void run_taskWithAnOption_printsItsRules() {
        assertThat(run("--task plain --choice dimension=2")).isZero();
        assertThat(text(out))
                .startsWith("Conformance of task plain: a sine and a kink\n")
                .contains("passed   required_spec741_everyVariantsNetworkCanBeBuilt (3 cases)\n")
                .contains("skipped  required_spec751_kinksLieInAOneDimensionalDomain: names no kinks\n")
                .containsPattern("task plain: \\d\\d passed, 0 failed, 6 skipped\n$");
    }

    @Test
    void run_taskWithALineBreakInAChoice_givesItToTheRules() {
        assertThat(run("--task plain --choice k=5\n")).isZero();
        assertThat(text(out)).contains("passed   required_spec713_choicesMakeTheSameTaskAgain\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--backend plan | unknown backend 'plan'; allowed: plain, wrong-sign, hanging, exiting. Did you mean 'plain'?",
                "--backend | option --backend needs a value",
                "--threads 2 | one of the options --backend and --task is required",
                "--backend plain --task fit1d | one of the options --backend and --task is required",
                "--back plain | unknown option '--back'",
                "--backend plain --threads 0 | option --threads: '0' is not a whole number of at least 1",
                "--backend plain --rule-timeout never | option --rule-timeout: 'never' is not a finite number",
                "--task plan | unknown task 'plan'; allowed: plain. Did you mean 'plain'?",
                "--task plain --choice k | option --choice: 'k' is not NAME=VALUE",
                "--task plain --choice k=-1 | --choice k: '-1' is not greater than 0",
                "--task plain --choice k=-1 --written k=--k | --k: '-1' is not greater than 0",
                "--backend plain --device tpu | option --device: unknown device 'tpu'",
                "--backend plain --device gpu | unknown device of plain 'gpu'; allowed: cpu."
            })
    void run_wrongUsage_saysWhatIsAllowedAndExitsWith2(String arguments, String message) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(text(err)).contains(message);
        assertThat(text(out)).isEmpty();
    }

    @Test
    void run_brokenProviderOnTheClassPath_namesIt(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(MscaleBackend.class.getName()), "org.example.MissingBackend\n");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader withBroken =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(withBroken);

            assertThat(run("--backend missing")).isEqualTo(2);
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(text(err))
                .contains("allowed: plain, wrong-sign, hanging, exiting")
                .contains("org.example.MissingBackend not found");
    }

    private int run(String arguments) {
        return TckMain.run(
                arguments.split(" "),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                exitCodes::add);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
