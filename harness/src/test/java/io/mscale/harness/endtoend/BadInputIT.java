package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong command lines: exit code 2, one line that says what is wrong and what is allowed, and nothing written. */
class BadInputIT {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("--backend ejmll", "--backend", "'ejmll'", "Did you mean 'ejml'?"),
                wrong(
                        "--backend ejml,nd5j",
                        "--backend",
                        "'nd5j'",
                        "allowed: cuda, djl, ejml, nd4j",
                        "Did you mean 'nd4j'?"),
                wrong("--backend ejml,ejml", "--backend", "twice"),
                wrong("--backend ejml,", "--backend", "empty"),
                wrong("--width 100000,100000", "--width", "parameters"),
                wrong("--width 2147483647", "--width", "parameters"),
                wrong("--task fit1e", "--task", "'fit1e'", "Did you mean 'fit1d'?"),
                wrong("--variant mutli", "--variant", "'mutli'", "Did you mean 'multi'?"),
                wrong("--preset smok", "--preset", "'smok'", "Did you mean 'smoke'?", "quick", "paper"),
                wrong("--activation rleu", "--activation", "'rleu'", "Did you mean 'relu'?"),
                wrong("--first-activation sine", "--first-activation", "'sine'", "Did you mean 'sin'?"),
                wrong("--init glorrot", "--init", "'glorrot'", "Did you mean 'glorot'?"),
                wrong("--precision float46", "--precision", "'float46'", "float32", "float64"),
                wrong("--device tpu", "--device", "'tpu'", "cpu", "gpu"),
                wrong("--device gpu:x", "--device", "'x'"),
                wrong("--backend simd --device gpu", "--device", "simd", "'gpu'", "it has cpu: use --device cpu"),
                wrong("--backend cuda", "--device", "cuda", "'cpu'", "it has gpu: use --device gpu"),
                wrong("--timing step", "--timing", "'step'", "Did you mean 'steps'?"),
                wrong("--setps 5", "'--setps'", "did you mean '--steps'?"),
                wrong("rnu --steps 5", "command", "'rnu'", "Did you mean 'run'?"),
                wrong("list backend", "'backend'", "Did you mean 'backends'?"),
                wrong("tck --backend ejlm", "--backend", "'ejlm'", "Did you mean 'ejml'?"),
                wrong("tck --backend ejml --device gpu", "--device", "'gpu'", "it has cpu"),
                wrong("tck", "tck --backend ID or tck --task ID", "ejml", "fit1d"),
                wrong("tck --backend ejml --task fit1d", "tck --backend ID or tck --task ID"),
                wrong("tck --task fit1e", "--task", "'fit1e'", "Did you mean 'fit1d'?"),
                wrong("tck --task fit1d --threads 2", "--threads", "--backend"),
                wrong("tck --task bandlimited --dimension 6", "--dimension", "'6'", "from 1 to 5"),
                wrong("tck --backend ejml --kmax 6", "--kmax", "tck --task ID"),
                wrong("tck --backend ejml --rule-timeout soon", "--rule-timeout", "'soon'", "90s"),
                wrong("--steps 0", "--steps", "'0'"),
                wrong("--steps -5", "--steps", "'-5'"),
                wrong("--steps 1.5", "--steps", "'1.5'"),
                wrong("--steps 99999999999", "--steps", "'99999999999'"),
                wrong("--repeats 0", "--repeats", "'0'"),
                wrong("--threads 0", "--threads", "'0'"),
                wrong("--threads -1", "--threads", "'-1'"),
                wrong("--train-size 0", "--train-size", "'0'"),
                wrong("--test-size -3", "--test-size", "'-3'"),
                wrong("--batch 0", "--batch", "'0'"),
                wrong("--width 20,0", "--width", "'0'"),
                wrong("--width 20,,10", "--width"),
                wrong("--width 20,-10", "--width", "'-10'"),
                wrong("--lr 0", "--lr", "'0'"),
                wrong("--lr -1e-3", "--lr", "'-1e-3'"),
                wrong("--lr NaN", "--lr", "'NaN'"),
                wrong("--decay 1", "--decay", "'1'", "[0, 1)"),
                wrong("--seed -1", "--seed", "'-1'"),
                wrong("--target-mse 0", "--target-mse", "'0'"),
                wrong("--scales linear:0", "--scales", "linear:0"),
                wrong("--scales linear:x", "--scales", "linear:x"),
                wrong("--scales linear:", "--scales", "linear:"),
                wrong("--scales foo:3", "--scales", "foo", "linear:A", "pow2:A"),
                wrong("--scales 1,,2", "--scales", "1,,2"),
                wrong("--scales const:", "--scales", "const:"),
                wrong("--scales pow2:200", "--scales", "pow2:200"),
                wrong("--scales linear:50 --width 20,10", "--scales", "linear:50", "at least 50", "20"),
                wrong("--time-limit 90", "--time-limit", "'90'", "90s"),
                wrong("--time-limit soon", "--time-limit", "'soon'", "90s"),
                wrong("--cell-timeout 0s", "--cell-timeout", "'0s'"),
                wrong("--cell-timeout -1m", "--cell-timeout", "'-1m'"),
                wrong("--backend ejml --turns 0.5", "--turns: one backend has nobody to take turns with"),
                wrong("--backend ejml,simd --turns 0.5 --timing none", "--turns: with --timing none"),
                wrong("--backend ejml,simd --timing none --turns", "--turns: with --timing none"),
                wrong("--backend ejml,simd --turns x", "--turns", "'x'"),
                wrong("--backend ejml,simd --turns -1", "--turns", "'-1'"),
                wrong("--backend ejml,simd --turns 0", "--turns", "'0'"),
                wrong("--backend ejml,simd --turns 1000", "--turns", "'1000'", "up to 60"),
                wrong("--steps", "--steps"),
                wrong("--out ", "--out: its value is empty"),
                wrong("--out=", "--out: its value is empty"),
                wrong("--lr 1e-3 --lr ", "--lr: its value is empty"),
                wrong("compare  runs", "argument 1 is empty"),
                wrong("history add run --history h --commit ", "--commit: its value is empty"),
                wrong("history add run --history h --commit=\t", "--commit: its value is blank"),
                wrong("--steps 5 --steps 6", "--steps"),
                wrong("--steps 5 stray", "'stray'"),
                wrong("doctor stray", "'stray'"),
                wrong("--backends-dir nowhere", "--backends-dir", "'nowhere'"),
                wrong("--backend python-torch", "'python-torch'", "peers", "--backends-dir"),
                wrong("--resume nowhere", "--resume", "'nowhere'", "run.json"),
                wrong("new", "backend, task, worker"),
                wrong("new bakend mine", "kind of plug-in", "'bakend'", "Did you mean 'backend'?"),
                wrong("new backend", "new backend NAME"),
                wrong("new backend mine yours", "'yours'"),
                wrong("new backend My_Lib", "'My_Lib'", "lower-case letters, digits and single hyphens"),
                wrong("new backend int", "'int'", "reserved in Java"),
                wrong("new backend mscale", "'mscale'", "MscaleBackend"),
                wrong("new backend simd", "already a backend 'simd'"),
                wrong("new worker python-torch", "already a backend 'python-torch'"),
                wrong("new worker all", "'all' stands for every backend"),
                wrong("new task fit1d", "already a task 'fit1d'"),
                wrong("new task mine --language python", "--language", "'python'", "allowed: java"),
                wrong("new worker mine --language rut", "--language", "'rut'", "Did you mean 'rust'?"),
                wrong("package --out new", "--backend is missing", "there are: cuda, djl, ejml, nd4j, simd"),
                wrong("package --backend ejml", "--out is missing"),
                wrong("package --backend ejlm --out new", "--backend", "'ejlm'", "Did you mean 'ejml'?"),
                wrong("package --backend cuda --out new", "cuda", "it has gpu: use --device gpu"),
                wrong("package --backend ejml --device cpu,gpu --out new", "--device", "ejml", "it has cpu"),
                wrong("package --backend ejml --device gpu:1 --out new", "'gpu:1'", "allowed: cpu, gpu"),
                wrong("report", "RUN_DIR"),
                wrong("report a b", "'a' is not a run folder"));
    }

    private static Arguments wrong(String commandLine, String... told) {
        return arguments(commandLine, List.of(told));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongArguments_areToldInOneLine(String commandLine, List<String> told)
            throws IOException, InterruptedException {
        Invocation invocation = Program.run(folder, commandLine.split(" ", -1));

        assertUsageError(invocation, told);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void out_belowAFile_cannotBeWritten() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        Path out = file.resolve("run");

        Invocation invocation = Program.run(folder, "--out", out.toString());

        assertUsageError(invocation, List.of("--out", "'" + out + "'", "cannot be written"));
        assertThat(file).hasContent("mine");
    }

    @Test
    void out_thatIsAFile_isLeftAlone() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("file"), "mine");

        Invocation invocation = Program.run(folder, "--out", file.toString());

        assertUsageError(invocation, List.of("--out", "'" + file + "'"));
        assertThat(file).hasContent("mine");
    }

    @Test
    void out_thatHoldsSomething_isLeftAlone() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("file"), "mine");

        Invocation invocation = Program.run(folder, "--out", folder.toString());

        assertUsageError(invocation, List.of("--out", "'" + folder + "'", "not an empty folder"));
        assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void new_whereSomethingIs_isLeftAlone() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("mine"), "mine");

        Invocation onAFile = Program.run(folder, "new", "backend", "mine");
        Invocation amongFiles = Program.run(folder, "new", "backend", "yours", "--dir", folder.toString());

        assertUsageError(onAFile, List.of("'mine'", "not a folder", "--dir"));
        assertUsageError(amongFiles, List.of("'" + folder + "'", "not empty", "--dir"));
        assertThat(file).hasContent("mine");
        assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void out_isNotMade_ifAnotherOptionIsWrong() throws IOException, InterruptedException {
        Path out = folder.resolve("run");

        Invocation invocation = Program.run(folder, "--out", out.toString(), "--device", "tpu");

        assertUsageError(invocation, List.of("--device"));
        assertThat(out).doesNotExist();
    }

    @Test
    void verbose_showsTheStackTrace() throws IOException, InterruptedException {
        Invocation invocation = Program.run(folder, "--backend", "ejmll", "--verbose");

        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.errorLines().get(0)).contains("'ejmll'");
        assertThat(invocation.stderr()).contains("\tat io.mscale.");
    }

    private static void assertUsageError(Invocation invocation, List<String> told) {
        assertThat(invocation.exitCode()).as(invocation.stderr()).isEqualTo(2);
        assertThat(invocation.stdout()).isEmpty();
        assertThat(invocation.errorLines())
                .singleElement()
                .asString()
                .startsWith("mscale-bench: ")
                .doesNotContain("Exception", "null")
                .contains(told);
    }
}
