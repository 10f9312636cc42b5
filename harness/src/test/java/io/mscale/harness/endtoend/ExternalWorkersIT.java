package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Programs in other languages beside backends in Java: the example's one file, run as its reader would. */
@TestInstance(Lifecycle.PER_CLASS)
class ExternalWorkersIT {

    private static final String ONE_FILE = "one-file-cpu-fit1d-multi-r1";

    @SuppressWarnings("NullAway.Init")
    private ExternalFolder backends;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @BeforeAll
    void layOut(@TempDir Path root) throws IOException {
        backends = new ExternalFolder(root);
        backends.example("one-file");
        // Takes its steps uphill in one of its parameters.
        backends.example("wrong", "gradient[b.bias + o] += d;", "gradient[b.bias + o] -= d;");
        backends.example("unordered", "batches.get(i * size + s)", "batches.get(i * size)");
    }

    private Invocation run(Path out, String... more) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("--backends-dir", backends.root().toString()));
        arguments.addAll(List.of(more));
        return Program.run(folder, SmallRun.tiny(out, arguments.toArray(String[]::new)));
    }

    @Test
    void run_besideJava_trainsTheSameNetwork() throws IOException, InterruptedException {
        Path out = folder.resolve("run");

        Invocation run = run(out, "--backend", "ejml,one-file", "--variant", "multi", "--precision", "float64");

        assertThat(run.exitCode()).as(run.stdout() + run.stderr()).isZero();
        List<JsonNode> cells = new RunOnDisk(out).cells();
        assertThat(cells).extracting(cell -> cell.path("status").asText()).containsExactly("ok", "ok");
        JsonNode java = cells.get(0);
        JsonNode external = cells.get(1);
        for (String figure : List.of("trainMse", "testMse", "relativeL2", "maxAbs")) {
            double expected = java.path("accuracy").path(figure).asDouble();
            assertThat(external.path("accuracy").path(figure).asDouble())
                    .as(figure)
                    .isCloseTo(expected, within(1e-9));
        }
        assertThat(external.path("curve")).hasSameSizeAs(java.path("curve"));
        assertThat(external.path("curve").get(3).path("frequencies")).hasSize(7);
        assertThat(external.path("parity").path("passed").asBoolean()).isTrue();
        assertThat(external.path("library").path("name").asText()).isEqualTo("plain Java");
        assertThat(external.path("timing").path("startupSeconds").asDouble()).isPositive();
        assertThat(external.path("timing").path("step").path("samples")).hasSize(20);
        assertThat(new RunOnDisk(out).cellFile(ONE_FILE, "prediction.csv")).exists();
        assertThat(new RunOnDisk(out).cellFile(ONE_FILE, "exchange")).doesNotExist();
        assertThat(run.outputLines()).anyMatch(line -> line.startsWith("one-file "));
        assertThat(out.resolve("report.html")).content().contains("one-file");
    }

    @Test
    void run_miniBatchesAndAPicture_areTheSameToo() throws IOException, InterruptedException {
        Path out = folder.resolve("run");

        Invocation run = run(
                out,
                "--backend",
                "ejml,one-file",
                "--variant",
                "multi2",
                "--precision",
                "float64",
                "--batch",
                "16",
                "--task",
                "fit2d");

        assertThat(run.exitCode()).as(run.stdout() + run.stderr()).isZero();
        List<JsonNode> cells = new RunOnDisk(out).cells();
        assertThat(cells.get(1).path("accuracy").path("testMse").asDouble())
                .isCloseTo(cells.get(0).path("accuracy").path("testMse").asDouble(), within(1e-9));
        assertThat(new RunOnDisk(out).cellFile("one-file-cpu-fit2d-multi2-r1", "picture.npz"))
                .exists();
    }

    @Test
    void run_targetMse_stopsThereAndSaysSo() throws IOException, InterruptedException {
        Path out = folder.resolve("run");

        run(out, "--backend", "one-file", "--variant", "multi", "--precision", "float64", "--target-mse", "100");

        assertThat(new RunOnDisk(out).cells().get(0).path("reason").asText()).contains("target MSE");
    }

    /** A network that learns something else is told by its first losses, as with any backend. */
    @Test
    void run_wrongGradient_failsParity() throws IOException, InterruptedException {
        Path out = folder.resolve("run");

        Invocation run = run(out, "--backend", "wrong", "--variant", "multi", "--precision", "float64");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(new RunOnDisk(out)
                        .cells()
                        .get(0)
                        .path("parity")
                        .path("passed")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void run_jmh_measuresIt() throws IOException, InterruptedException {
        Path out = folder.resolve("run");

        Invocation run = run(
                out,
                "--backend",
                "one-file",
                "--variant",
                "multi",
                "--precision",
                "float64",
                "--timing",
                "jmh",
                "--",
                "-wi",
                "1",
                "-i",
                "1",
                "-w",
                "100ms",
                "-r",
                "100ms",
                "-Djmh.ignoreLock=true");

        assertThat(run.exitCode()).as(run.stdout() + run.stderr()).isZero();
        JsonNode timing = new RunOnDisk(out).cells().get(0).path("timing");
        assertThat(timing.path("jmh").path("step").path("seconds").asDouble()).isPositive();
        assertThat(timing.path("jmh").path("predict").path("seconds").asDouble())
                .isPositive();
    }

    /** Whatever a library prints on the stream of the answers, where they are and between them. */
    @Test
    void run_workerThatPrints_isHeardAllTheSame() throws IOException, InterruptedException {
        backends.example(
                "chatty",
                "            answers.println(",
                "            answers.println(\"{ is no answer\"); answers.print(\"loading ... \"); answers.println(");
        Path out = folder.resolve("run");

        Invocation run = run(out, "--backend", "chatty", "--variant", "multi", "--precision", "float64");

        assertThat(run.exitCode()).as(run.stdout() + run.stderr()).isZero();
        assertThat(new RunOnDisk(out).cellFile("chatty-cpu-fit1d-multi-r1", "worker.log"))
                .content()
                .contains("{ is no answer\n", "loading ... \n")
                .doesNotContain("\"loss\"");
    }

    @Test
    void run_undeclaredPrecision_isRefusedWithWhatThereIs() throws IOException, InterruptedException {
        Invocation run = run(folder.resolve("run"), "--backend", "one-file");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines()).singleElement().asString().contains("'one-file'", "'float32'", "float64");
    }

    @Test
    void doctor_triesIt() throws IOException, InterruptedException {
        Invocation doctor =
                Program.run(folder, "doctor", "--backends-dir", backends.root().toString());

        assertThat(doctor.outputLines()).anyMatch(line -> line.matches("one-file cpu +ok: plain Java .*"));
    }

    @Test
    void tck_ofTheExample_passes() throws IOException, InterruptedException {
        Invocation tck = tck("one-file");

        assertThat(tck.exitCode()).as(tck.stdout()).isZero();
        assertThat(tck.stdout())
                .contains("Conformance of backend one-file")
                .contains("passed   required_spec224_twentyLossesMatchReference_everyVariant")
                .contains("skipped  required_spec226_trainedScalesAreTrained")
                .contains(" 0 failed, ");
    }

    @Test
    void tck_ofAWrongGradient_fails() throws IOException, InterruptedException {
        Invocation tck = tck("wrong");

        assertThat(tck.exitCode()).isEqualTo(1);
        assertThat(tck.outputLines())
                .anyMatch(line -> line.startsWith("FAILED   required_spec302_") && line.contains("relative error"))
                .anyMatch(line ->
                        line.matches("FAILED +required_spec211_.*: gradient of b_0 differs from the reference: .*"))
                .anyMatch(line -> line.startsWith("passed   required_spec201_"));
    }

    @Test
    void tck_ofWrongBatches_failsThereAlone() throws IOException, InterruptedException {
        Invocation tck = tck("unordered");

        assertThat(tck.exitCode()).isEqualTo(1);
        assertThat(tck.outputLines())
                .filteredOn(line -> line.startsWith("FAILED"))
                .isNotEmpty()
                .allMatch(line -> line.matches("FAILED   required_spec315_.*"));
    }

    @Test
    void tck_ofAWorkerThatDies_goesOnAndSaysItsLastLine() throws IOException, InterruptedException {
        backends.script("dying", "echo 'out of luck'; exit 1");

        Invocation tck = tck("dying");

        assertThat(tck.exitCode()).isEqualTo(1);
        assertThat(tck.outputLines())
                .contains("passed   required_spec409_unusedModelCanBeClosed")
                .anyMatch(line -> line.startsWith("FAILED   required_spec311_") && line.contains("out of luck"));
    }

    @Test
    void tck_ofAWorkerThatHangs_namesTheQuestion() throws IOException, InterruptedException {
        String train = "double train(int steps, IntBuffer batches) {";
        backends.example("hung", train, train + " while (steps == 7) Thread.onSpinWait();");

        Invocation tck = tck("hung", "--rule-timeout", "15s");

        assertThat(tck.exitCode()).isEqualTo(1);
        assertThat(tck.outputLines())
                .anyMatch(line ->
                        line.matches("FAILED +required_spec225_.*: no result after 15 s, the limit of --rule-timeout;"
                                + ".* had not answered 'train' when it was interrupted"));
        assertThat(tck.lastLine()).startsWith("hung on cpu: ").contains("rules were not run");
    }

    private Invocation tck(String id, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("tck", "--backend", id, "--backends-dir"));
        arguments.add(backends.root().toString());
        arguments.addAll(List.of(more));
        return Program.run(folder, arguments.toArray(String[]::new));
    }

    /** Moments that are kept show in the parameters after some steps; the parameters themselves were set back. */
    @Test
    void tck_ofMomentsThatAreKept_failsWhereParametersAreSetAgain() throws IOException, InterruptedException {
        backends.example("warm", """
                            first = new double[initial.length];
                            second = new double[initial.length];
                """, """
                            first = first == null ? new double[initial.length] : first;
                            second = second == null ? new double[initial.length] : second;
                """);

        Invocation tck = tck("warm");

        assertThat(tck.outputLines())
                .filteredOn(line -> line.startsWith("FAILED"))
                .anyMatch(line -> line.startsWith("FAILED   required_spec321_setParametersStartsAfresh"))
                .allMatch(line -> line.matches("FAILED   required_spec32[137]_.*"));
    }

    /** A link is a folder like any other, and its neighbours are those of what it points to. */
    @Test
    void list_linkedFolder_isFound() throws IOException, InterruptedException {
        Path links = Files.createDirectory(folder.resolve("links"));
        Files.createDirectory(links.resolve("__pycache__"));
        Files.createSymbolicLink(links.resolve("one-file"), backends.root().resolve("one-file"));

        Invocation doctor = Program.run(folder, "doctor", "--backends-dir", links.toString());

        assertThat(doctor.outputLines()).anyMatch(line -> line.matches("one-file cpu +ok: .*"));
        assertThat(doctor.stdout()).doesNotContain("__pycache__");
    }
}
