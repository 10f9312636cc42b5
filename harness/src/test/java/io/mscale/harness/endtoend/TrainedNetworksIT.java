package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mscale.client.Mscale;
import io.mscale.record.file.NpyArray;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run has trained, used as users do: predicted with, exported, trained further. */
@TestInstance(Lifecycle.PER_CLASS)
class TrainedNetworksIT {

    private static final String ALL_VARIANTS = "single,multi,multi2,fourier,nerf,siren,mff";

    /** Of outputs between -2 and 2, with float32's rounding in arguments up to some hundreds. */
    private static final double FLOAT32 = 1e-4;

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private RunOnDisk run;

    @BeforeAll
    void train(@TempDir Path root) throws IOException, InterruptedException {
        folder = root;
        run = new RunOnDisk(folder.resolve("trained"));
        run("trained", "--backend", "simd,ejml", "--task", "fit2d", "--variant", ALL_VARIANTS, "--steps", "10");
    }

    private Invocation run(String out, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of(
                "--out", folder.resolve(out).toString(), "--retry-disturbed", "0", "--quiet", "--threads", "1"));
        if (!arguments.contains("--from")) {
            arguments.addAll(List.of("--preset", "smoke", "--train-size", "200", "--test-size", "100"));
        }
        Invocation ended = Program.run(folder, arguments.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.stdout() + ended.stderr()).isZero();
        return ended;
    }

    private Path cell(String backend, String variant) {
        return run.folder().resolve("cells").resolve(backend + "-cpu-fit2d-" + variant + "-r1");
    }

    /** Predictions on a grid. */
    private double[] predict(Path cell, String... more) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "y", ".npy");
        List<String> arguments = new ArrayList<>(
                List.of("predict", "--cell", cell.toString(), "--grid", "20x30", "--out", out.toString()));
        arguments.addAll(List.of(more));
        Invocation ended = Program.run(folder, arguments.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.stdout() + ended.stderr()).isZero();
        return NpyArray.read(out).values();
    }

    private static void assertClose(double[] found, double[] expected, double allowed) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isEqualTo(expected[i], within(allowed));
        }
    }

    @ParameterizedTest
    @CsvSource({"simd,ejml,multi", "ejml,simd,multi2", "simd,djl,mff", "ejml,nd4j,siren", "simd,simd,fourier"})
    void predict_byAnyBackend_isWhatTheProgramPredicts(String trainedBy, String evaluatedBy, String variant)
            throws IOException, InterruptedException {
        double[] own = predict(cell(trainedBy, variant));

        assertClose(predict(cell(trainedBy, variant), "--backend", evaluatedBy), own, FLOAT32);
        assertClose(predict(cell(trainedBy, variant), "--backend", evaluatedBy, "--precision", "float64"), own, 1e-10);
    }

    /** {@code prediction.csv} has what the trained model itself gave. */
    @Test
    void predict_atTheTestPoints_isWhatTheRunRecorded() throws IOException, InterruptedException {
        Path cell = cell("ejml", "multi");
        List<String> recorded = Files.readAllLines(cell.resolve("prediction.csv"));

        Invocation predicted = Program.run(
                folder,
                "predict",
                "--cell",
                cell.toString(),
                "--data",
                cell.resolve("prediction.csv").toString());

        assertThat(predicted.exitCode()).as(predicted.stderr()).isZero();
        List<String> lines = predicted.outputLines();
        assertThat(lines).hasSameSizeAs(recorded);
        assertThat(lines.get(0)).isEqualTo("x1,x2,y1");
        for (int i = 1; i < lines.size(); i++) {
            double found = Double.parseDouble(lines.get(i).split(",", -1)[2]);
            double expected = Double.parseDouble(recorded.get(i).split(",", -1)[3]);
            assertThat(found).isEqualTo(expected, within(FLOAT32));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "multi", "multi2", "fourier", "nerf", "siren", "mff"})
    void export_onnx_givesWhatPredictGives(String variant) throws IOException, InterruptedException, OrtException {
        Path file = folder.resolve(variant + ".onnx");
        Path cell = cell("simd", variant);

        Invocation export =
                Program.run(folder, "export", "--cell", cell.toString(), "--format", "onnx", "--out", file.toString());

        assertThat(export.exitCode()).as(export.stderr()).isZero();
        double[] points = {-0.9, 0.3, 0.25, 0.5, 0.99, -0.01};
        OrtEnvironment runtime = OrtEnvironment.getEnvironment();
        try (OrtSession session = runtime.createSession(Files.readAllBytes(file));
                OnnxTensor x = OnnxTensor.createTensor(runtime, DoubleBuffer.wrap(points), new long[] {3, 2});
                OrtSession.Result result = session.run(Map.of("x", x))) {
            double[] found = Arrays.stream((double[][]) result.get(0).getValue())
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            assertClose(found, Mscale.load(cell).predict(points), 1e-12);
        }
    }

    @Test
    void pythonReader_ofEveryVariant_givesWhatPredictGives() throws IOException, InterruptedException {
        TemplateFolder python = new TemplateFolder(folder.resolve("python"));
        Files.createDirectories(python.root());
        python.build("python");
        assumeTrue(python.obstacle("python").isEmpty(), python.obstacle("python"));
        String reader = Program.distribution()
                .resolve("examples/read-network/read_network.py")
                .toString();
        Path points = Files.writeString(folder.resolve("points.txt"), "-0.9 0.3\n0.25 0.5\n0.99 -0.01\n");
        for (String variant : ALL_VARIANTS.split(",", -1)) {
            String cell = cell("ejml", variant).toString();
            List<String> words = List.of(
                    "sh", "-c", "exec \"$0\" \"$1\" \"$2\" < \"$3\"", python.python(), reader, cell, points.toString());
            try (Program program = Program.startCommand(folder, words)) {
                Invocation read = program.await();
                assertThat(read.exitCode()).as(read.stderr()).isZero();
                assertClose(
                        read.stdout().lines().mapToDouble(Double::parseDouble).toArray(),
                        Mscale.load(Path.of(cell)).predict(-0.9, 0.3, 0.25, 0.5, 0.99, -0.01),
                        1e-9);
            }
        }
    }

    private JsonNode onlyCell(String out) throws IOException {
        return new RunOnDisk(folder.resolve(out)).cells().get(0);
    }

    /** Parameters, moments, batches, decay and bias corrections all count on: the same bits. */
    @Test
    void from_theSameBackend_isOneTrainingInTwoParts() throws IOException, InterruptedException {
        String[] form = {
            "--backend", "simd", "--task", "fit1d", "--variant", "multi", "--batch", "64", "--decay", "0.01"
        };
        List<String> whole = new ArrayList<>(List.of(form));
        whole.addAll(List.of("--steps", "30"));
        List<String> first = new ArrayList<>(List.of(form));
        first.addAll(List.of("--steps", "12"));

        run("whole", whole.toArray(String[]::new));
        run("first", first.toArray(String[]::new));
        Path cell = folder.resolve("first/cells/simd-cpu-fit1d-multi-r1");
        run("second", "--from", cell.toString(), "--steps", "18");

        JsonNode second = onlyCell("second");
        assertThat(second.path("accuracy")).isEqualTo(onlyCell("whole").path("accuracy"));
        assertThat(second.path("continues").path("steps").asInt()).isEqualTo(12);
        assertThat(second.path("continues").path("moments").asBoolean()).isTrue();
        Path kept = folder.resolve("second/cells/simd-cpu-fit1d-multi-r1");
        assertThat(kept.resolve("parameters.npy"))
                .hasSameBinaryContentAs(folder.resolve("whole/cells/simd-cpu-fit1d-multi-r1/parameters.npy"));
        assertThat(kept.resolve("optimizer.npz"))
                .hasSameBinaryContentAs(folder.resolve("whole/cells/simd-cpu-fit1d-multi-r1/optimizer.npz"));
        JsonNode network =
                new ObjectMapper().readTree(kept.resolve("network.json").toFile());
        assertThat(network.path("steps").asInt()).isEqualTo(30);
    }

    @Test
    void from_withOtherBackends_goesOnFromTheSameError() throws IOException, InterruptedException {
        Path cell = cell("ejml", "multi2");
        double before = run.cells().stream()
                .filter(node -> node.path("id").asText().equals("ejml-cpu-fit2d-multi2-r1"))
                .findFirst()
                .orElseThrow()
                .path("accuracy")
                .path("testMse")
                .asDouble();

        run("further", "--from", cell.toString(), "--backend", "simd,djl,nd4j", "--steps", "5");

        for (JsonNode further : new RunOnDisk(folder.resolve("further")).cells()) {
            assertThat(further.path("status").asText()).isEqualTo("ok");
            assertThat(further.path("curve").get(0).path("testMse").asDouble())
                    .isEqualTo(before, within(1e-4 * before));
            assertThat(further.path("choices").toString())
                    .contains("goes on after 10 steps of ejml's, with Adam's moments");
        }
    }

    @Test
    void from_withAFreshOptimizer_saysSo() throws IOException, InterruptedException {
        run("afresh", "--from", cell("ejml", "single").toString(), "--reset-optimizer", "--steps", "5");

        assertThat(onlyCell("afresh").path("continues").path("moments").asBoolean())
                .isFalse();
    }

    @Test
    void noKeep_leavesNothing_andPredictSaysWhy() throws IOException, InterruptedException {
        run("forgotten", "--backend", "ejml", "--task", "fit1d", "--variant", "single", "--steps", "3", "--no-keep");
        Path cell = folder.resolve("forgotten/cells/ejml-cpu-fit1d-single-r1");

        assertThat(cell.resolve("network.json")).doesNotExist();
        assertThat(cell.resolve("parameters.npy")).doesNotExist();
        Invocation predict = Program.run(folder, "predict", "--cell", cell.toString(), "--grid", "5");
        assertThat(predict.exitCode()).isEqualTo(2);
        assertThat(predict.stderr()).contains("keeps no trained network", "--no-keep");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "predict | predict takes the folder of a trained cell",
                "predict --cell CELL | either --data FILE or --grid N",
                "predict --cell CELL --grid 5x5x5 | is not a number of points for each of the 2 inputs",
                "predict --cell CELL --grid 0 | is not a number of points",
                "predict --cell nowhere --grid 5 | there is no folder 'nowhere'",
                "predict --cell RUN --grid 5 | is a run of 14 cells; name one",
                "predict --cell CELL --grid 5 --backend simdd | unknown backend 'simdd'; allowed: cuda, djl, ejml, nd4j, simd. Did you mean 'simd'?",
                "predict --cell CELL --grid 5 --precision float64 | --precision: it is for --backend",
                "predict --cell CELL --data nothing.csv | there is no file 'nothing.csv'",
                "predict --cell CELL --grid 5 --out no/folder/y.csv | is in a folder that does not exist",
                "export --cell CELL | export takes a format",
                "export --cell CELL --format onxx | unknown format 'onxx'",
                "run --from CELL --width 30 | --width cannot stand beside --from",
                "run --from RUN | is a run of 14 cells; name one",
                "run --reset-optimizer | --reset-optimizer: it is for --from",
                "run --from CELL --backend worker-nothing | unknown backend",
            })
    void wrongWords_areNamed_andNothingIsWritten(String line, String message) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(folder, "work");
        String[] words = Arrays.stream(line.split(" ", -1))
                .map(word -> word.replace("CELL", cell("simd", "multi").toString())
                        .replace("RUN", run.folder().toString()))
                .toArray(String[]::new);

        Invocation refused = Program.run(work, words);

        assertThat(refused.exitCode()).as(refused.stdout() + refused.stderr()).isEqualTo(2);
        assertThat(refused.stderr()).contains(message);
        assertThat(refused.errorLines()).hasSize(1);
        assertThat(work).isEmptyDirectory();
    }
}
