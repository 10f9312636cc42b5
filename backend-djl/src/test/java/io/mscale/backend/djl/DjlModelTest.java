package io.mscale.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.pytorch.jni.JniUtils;
import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.FirstLayer;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import io.mscale.api.training.TrainingSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads and memory. */
class DjlModelTest {

    private static final int SAMPLES = 2000;

    /** The threads of libtorch's own pool would take the name of the thread that has them started. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    @EnabledOnOs(OS.LINUX)
    void train_sharesStepsOverTheModelsThreadsAndStartsNoneOfLibtorch(int threads) throws Exception {
        String name = "trainer-" + threads;
        ExecutorService trainer = Executors.newSingleThreadExecutor(task -> new Thread(task, name));
        try {
            trainer.submit(() -> {
                        try (MscaleModel model = model(threads, SAMPLES)) {
                            model.train(3);
                            for (int member = 1; member < threads; member++) {
                                assertThat(threadsNamed("djl-" + member)).isEqualTo(1);
                            }
                        }
                        assertThat(JniUtils.getNumThreads()).isEqualTo(1);
                        assertThat(threadsNamed(name)).isEqualTo(1);
                        return null;
                    })
                    .get();
        } finally {
            trainer.shutdown();
        }
    }

    /** Mini-batches, because they take the most calls; a step that left 6 KB behind would show. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void train_2000Steps_nativeMemoryDoesNotGrow() throws IOException {
        try (MscaleModel model = model(1, 100)) {
            model.train(500);
            // A leak grows in every round; the heap and compiled code, which count too, settle in one of them.
            long leastGrowth = Long.MAX_VALUE;
            for (int round = 0; round < 3; round++) {
                long before = residentKilobytes();
                model.train(2000);
                leastGrowth = Math.min(leastGrowth, residentKilobytes() - before);
            }

            assertThat(leastGrowth).as("kB over 2000 steps").isLessThan(12 << 10);
        }
    }

    /** The gradient is a sum over threads, in another order than a single thread has it. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 64})
    void train_anyNumberOfThreads_sameStepsButForRounding(int threads) {
        NetworkSpec dense = network(Structure.DENSE, List.of(300, 50));
        List<NetworkSpec> networks = List.of(
                dense,
                network(Structure.SUBNETS, List.of(300, 50)),
                network(Structure.SHARED_TRUNK, List.of(300, 50)),
                // enough parameters for several shares, of subnetworks of two shapes
                network(Structure.SUBNETS, List.of(2003, 600)),
                // more shares than subnetworks, and some without parameters behind the first layer
                new NetworkSpec(
                        Structure.SUBNETS, 1000, List.of(40), 1, new Scales.Linear(2), Activation.SIN, Activation.RELU),
                dense.withFirstLayer(FirstLayer.TRAINED_SCALES),
                dense.withFirstLayer(FirstLayer.GAUSSIAN_FEATURES));
        int samples = 37;
        for (NetworkSpec network : networks) {
            try (MscaleModel one = model(network, 1, samples);
                    MscaleModel several = model(network, threads, samples)) {
                for (int step = 0; step < 5; step++) {
                    assertThat(several.train(1)).isCloseTo(one.train(1), withinPercentage(1e-2));
                }
                double[] x = new SplittableRandom(2)
                        .doubles(5L * network.inputs(), -2, 2)
                        .toArray();
                assertThat(several.predict(x)).containsExactly(one.predict(x), within(1e-4));
            }
        }
    }

    private static NetworkSpec network(Structure structure, List<Integer> widths) {
        return new NetworkSpec(structure, 1, widths, 1, new Scales.Linear(10), Activation.SIN, Activation.RELU);
    }

    private static MscaleModel model(int threads, int batchSize) {
        return model(network(Structure.DENSE, List.of(300, 50)), threads, batchSize);
    }

    private static MscaleModel model(NetworkSpec network, int threads, int batchSize) {
        TrainingSpec training = new TrainingSpec(Loss.meanSquaredError(), Adam.withDefaults(1e-3, 0), batchSize, 0);
        MscaleModel model =
                new DjlBackend().create(new ModelSpec(network, training, Precision.FLOAT32, threads), Device.CPU);
        SplittableRandom random = new SplittableRandom(1);
        model.bind(new Dataset(
                network.inputs(),
                1,
                random.doubles((long) SAMPLES * network.inputs(), -3, 3).toArray(),
                random.doubles(SAMPLES, -1, 1).toArray()));
        model.setParameters(Initialization.UNIFORM.draw(network, 1));
        return model;
    }

    private static long threadsNamed(String name) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.filter(task -> name.equals(nameOf(task))).count();
        }
    }

    private static String nameOf(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (NoSuchFileException ended) {
            return "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long residentKilobytes() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
