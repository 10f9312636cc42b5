package io.mscale.worker.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.Probe;
import io.mscale.api.network.Activation;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import io.mscale.api.training.OptimizerState;
import io.mscale.api.training.TrainingSpec;
import io.mscale.record.cell.CellStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that do something wrong, each a process. */
@Timeout(120)
class ExternalBackendTest {

    private static final String PROTOCOL = "the worker broke the protocol: ";

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private static MscaleModel model(ExternalBackend backend, int batchSize) {
        NetworkSpec network =
                new NetworkSpec(Structure.DENSE, 1, List.of(3), 1, Scales.one(), Activation.SIN, Activation.SIN);
        TrainingSpec training = new TrainingSpec(Loss.meanSquaredError(), Adam.withDefaults(1e-3, 0), batchSize, 7);
        return backend.create(new ModelSpec(network, training, Precision.FLOAT64, 1), Device.CPU);
    }

    private static MscaleModel ready(ExternalBackend backend) {
        MscaleModel model = model(backend, 100);
        model.setParameters(new double[10]);
        model.bind(new Dataset(1, 1, new double[] {0, 1, 2, 3}, new double[4]));
        return model;
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(
                        "echo '{\"id\": this is no JSON'; sleep 600",
                        CellStatus.FAILED,
                        PROTOCOL + "an answer is no JSON object: '{\"id\": this is no JSON'"),
                arguments("printf '{\"id\": 4, \"lo'; exit 0", CellStatus.FAILED, "an answer is no JSON object: "),
                arguments(
                        "printf '{\"id\":'; head -c 200000 /dev/zero | tr '\\0' 1; echo; sleep 600",
                        CellStatus.FAILED,
                        PROTOCOL + "an answer is longer than 65536 bytes"),
                arguments(
                        "echo '{\"id\": 99, \"loss\": 1, \"seconds\": 1}'",
                        CellStatus.FAILED,
                        PROTOCOL + "it answers question 99, but question 4 was asked"),
                arguments(
                        "echo \"{\\\"id\\\": $id}\"",
                        CellStatus.FAILED,
                        PROTOCOL + "in the answer to 'train', loss is missing, which is a number"),
                arguments(
                        "echo \"{\\\"id\\\": $id, \\\"loss\\\": \\\"low\\\", \\\"seconds\\\": 1}\"",
                        CellStatus.FAILED,
                        PROTOCOL + "in the answer to 'train', loss is not a number"),
                arguments(
                        "echo \"{\\\"id\\\": $id, \\\"loss\\\": 1, \\\"seconds\\\": 1000}\"",
                        CellStatus.FAILED,
                        PROTOCOL + "it says that training took 1000.000000 s, but its answer came after "),
                arguments(
                        "exit 0",
                        CellStatus.CRASHED,
                        "the worker ended before it had answered 'train', with exit code 0; it printed nothing"),
                arguments(
                        "echo 'out of luck' >&2; exit 7",
                        CellStatus.CRASHED,
                        "with exit code 7; the last line it printed: out of luck"),
                arguments("kill -SEGV $$", CellStatus.CRASHED, "killed by signal 11"),
                arguments(
                        "sleep 20 & exit 3", CellStatus.CRASHED, "with exit code 3"), // the child holds its output open
                arguments(
                        "echo \"{\\\"id\\\": $id, \\\"unsupported\\\": \\\"no licence\\\"}\"",
                        CellStatus.UNSUPPORTED,
                        "no licence"),
                arguments("echo \"{\\\"id\\\": $id, \\\"failed\\\": \\\"no luck\\\"}\"", CellStatus.FAILED, "no luck"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void train_faultyProgram_failsWithTheReason(String fault, CellStatus status, String reason) throws IOException {
        ExternalBackend backend = new ProgramFolder(folder).withCases("train) " + fault + ";;");
        MscaleModel model = ready(backend);

        assertThatExceptionOfType(WorkerFailure.class)
                .isThrownBy(() -> model.train(1))
                .withMessageContaining(reason)
                .extracting(WorkerFailure::status)
                .isEqualTo(status);
        model.close();
        // The next model gets a program that lives.
        try (MscaleModel next = ready(backend)) {
            next.setParameters(new double[10]);
        }
    }

    /** Whatever a library prints, with or without the end of a line, on either stream. */
    @Test
    void train_programThatPrints_isHeardAllTheSame() throws IOException {
        ExternalBackend backend = new ProgramFolder(folder)
                .withCases("train) echo 'a {line}'; printf 'loading ... ' >&2; printf 'done '; "
                        + "echo \"{\\\"id\\\": $id, \\\"loss\\\": 0.25, \\\"seconds\\\": 0.00001}\"; printf rest;;");
        try (MscaleModel model = ready(backend)) {
            assertThat(model.train(1)).isEqualTo(0.25);
            assertThat(model.train(3)).isEqualTo(0.25);
        }
    }

    @Test
    void train_lossThatIsNotFinite_isNotANumber() throws IOException {
        ExternalBackend backend = new ProgramFolder(folder)
                .withCases("train) echo \"{\\\"id\\\": $id, \\\"loss\\\": null, \\\"seconds\\\": 0.00001}\";;");
        try (MscaleModel model = ready(backend)) {
            assertThat(model.train(1)).isNaN();
        }
    }

    @Test
    void parameters_tooFewOrNone_breakTheProtocol() throws IOException {
        ExternalBackend backend = new ProgramFolder(folder)
                .withCases(
                        "parameters) cp exchange/1-train-x.npy exchange/1-parameters-now.npy; echo \"{\\\"id\\\": $id}\";;");
        try (MscaleModel model = ready(backend)) {
            assertThatExceptionOfType(WorkerFailure.class)
                    .isThrownBy(model::parameters)
                    .withMessage(PROTOCOL + "1-parameters-now.npy holds 4 numbers, not 10");
            assertThatExceptionOfType(WorkerFailure.class)
                    .isThrownBy(() -> model.predict(new double[] {1}))
                    .withMessage(PROTOCOL + "1-y.npy is missing");
        }
    }

    /** The steps are told with the moments, right after the parameters: a program counts them itself. */
    @Test
    void setParameters_withState_asksForMomentsRightAfter() throws IOException {
        ExternalBackend backend = new ProgramFolder(folder)
                .withMomentsAndCases("moments) for which in first second; do cp exchange/1-$which-moments.npy"
                        + " exchange/1-$which-moments-now.npy; done; echo \"{\\\"id\\\": $id}\";;");
        double[] first = {-1, 2, -3, 4, -5, 6, -7, 8, -9, 10};
        double[] second = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        assertThat(backend.capabilities().optimizerState()).isTrue();
        try (MscaleModel model = ready(backend)) {
            model.setParameters(new double[10], new OptimizerState(7, first, second));
            model.train(3);
            OptimizerState state = model.optimizerState();

            assertThat(state.steps()).isEqualTo(10);
            assertThat(state.firstMoments()).isEqualTo(first);
            assertThat(state.secondMoments()).isEqualTo(second);
        }
        assertThat(Files.readString(folder.resolve("exchange/questions.jsonl")))
                .containsPattern(
                        "\"ask\":\"setParameters\".*\n.*\"ask\":\"setMoments\".*\"steps\":7}\n.*\"ask\":\"train\"");
    }

    @Test
    void setParameters_withStateOfAProgramThatDoesNotDeclareIt_isRefusedUnasked() throws IOException {
        try (MscaleModel model = ready(new ProgramFolder(folder).withCases(""))) {
            OptimizerState state = OptimizerState.initial(10);

            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> model.setParameters(new double[10], state));
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(model::optimizerState);
        }
        assertThat(Files.readString(folder.resolve("exchange/questions.jsonl"))).doesNotContain("oments");
    }

    /** Samples 2, 3, 0, ... of each step as int32, which the program need not work out. */
    @Test
    void train_miniBatches_areTold() throws IOException {
        ExternalBackend backend = new ProgramFolder(folder).withCases("");
        try (MscaleModel model = model(backend, 2)) {
            model.setParameters(new double[10]);
            model.bind(new Dataset(1, 1, new double[] {0, 1, 2, 3}, new double[4]));
            model.train(6);
        }
        byte[] npy = Files.readAllBytes(folder.resolve("exchange/1-batches.npy"));
        assertThat(new String(npy, 10, 60, StandardCharsets.US_ASCII))
                .startsWith("{'descr': '<i4', 'fortran_order': False, 'shape': (6, 2,), }");
        IntBuffer indices = ByteBuffer.wrap(npy)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(npy.length - 6 * 2 * Integer.BYTES)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer();
        for (int epoch = 0; epoch < 3; epoch++) {
            int[] seen = new int[4];
            indices.get(seen);
            assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 3);
        }
    }

    @Test
    void probe_programThatCannotBeStarted_saysHowToInstallIt() throws IOException {
        Probe probe =
                new ProgramFolder(folder).of("", "[\"no-such-interpreter\"]").probe(Device.CPU, 1);

        assertThat(probe.obstacle().orElseThrow())
                .isEqualTo("'no-such-interpreter' cannot be started: No such file or directory; to install what it"
                        + " needs: pip install snakes");
    }

    @Test
    void probe_programThatEnds_saysHowToInstallWhatItNeeds() throws IOException {
        Probe probe = new ProgramFolder(folder)
                .withCases("probe) echo 'No module named snakes' >&2; exit 1;;")
                .probe(Device.CPU, 1);

        assertThat(probe.obstacle().orElseThrow())
                .contains("with exit code 1; the last line it printed: No module named snakes", "pip install snakes");
    }

    /** In a kit or a run: it is not waited for without end. */
    @Test
    void ask_silentProgram_isStopped() throws IOException {
        new ProgramFolder(folder).withCases("train) sleep 600;;");
        Process process = Program.start(List.of("sh", "worker.sh"), folder);
        Program program = new Program(process, Exchange.create(folder.resolve("exchange")));

        assertThatExceptionOfType(WorkerFailure.class)
                .isThrownBy(() -> program.ask(new Question.Train(1, 1, null), Duration.ofMillis(300), Answer::ask))
                .withMessageContaining("the worker did not answer 'train' within 0 s");
        assertThat(process.isAlive()).isFalse();
    }
}
