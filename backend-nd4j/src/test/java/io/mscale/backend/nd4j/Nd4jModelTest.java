package io.mscale.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
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
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.openblas.global.openblas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class Nd4jModelTest {

    private static final Path STATUS = Path.of("/proc/self/status");

    @Test
    void train_2000Steps_residentSetDoesNotGrow() throws IOException {
        assumeTrue(Files.isReadable(STATUS), "this system does not tell the resident set");
        try (MscaleModel model = model(2)) {
            model.train(2000);
            // A leak grows in every round; the heap and compiled code, which count too, settle in one of them.
            long leastGrowth = Long.MAX_VALUE;
            for (int round = 0; round < 3; round++) {
                long before = residentBytes();
                model.train(2000);
                leastGrowth = Math.min(leastGrowth, residentBytes() - before);
            }

            assertThat(leastGrowth).as("bytes grown").isLessThan(8L << 20);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void train_givenThreads_keepsThatManyBusy(int threads) {
        long before = teamThreads();
        try (MscaleModel model = model(threads)) {
            model.train(1);

            assertThat(teamThreads() - before).as("threads besides the caller").isEqualTo(threads - 1);
            assertThat(Nd4j.getEnvironment().maxThreads())
                    .as("threads of an operation")
                    .isOne();
            assertThat(openblas.blas_get_num_threads())
                    .as("threads of a product")
                    .isOne();
        }
    }

    /** In several blocks and pieces with the grain of a processor, in one with that of a GPU. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void train_withTheGrainOfAGpu_learnsTheSame(Precision precision) {
        ModelSpec spec = spec(1, List.of(2000, 16), precision, 250);
        try (MscaleModel fine = new Nd4jModel(spec, Device.CPU);
                MscaleModel coarse = new Nd4jModel(spec, Device.CPU, Grain.GPU)) {
            ready(fine);
            ready(coarse);
            double tolerance = precision == Precision.FLOAT32 ? 1e-5 : 1e-13;
            for (int step = 0; step < 5; step++) {
                assertThat(coarse.train(1)).isCloseTo(fine.train(1), withinPercentage(100 * tolerance));
            }
            double[] points = new SplittableRandom(3).doubles(5000, -1, 1).toArray();

            assertThat(coarse.predict(points)).containsExactly(fine.predict(points), within(10 * tolerance));
        }
    }

    /** Members sum up ranges of the gradients; some have no samples, and with 100 of them some ranges are short. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 100})
    void train_severalThreads_learnsTheSameAsOne(int threads) {
        try (MscaleModel one = new Nd4jModel(spec(1, List.of(20, 16), Precision.FLOAT64, 50), Device.CPU);
                MscaleModel several =
                        new Nd4jModel(spec(threads, List.of(20, 16), Precision.FLOAT64, 50), Device.CPU)) {
            ready(one);
            ready(several);
            one.train(3);
            several.train(3);

            assertThat(several.parameters()).containsExactly(one.parameters(), within(1e-9));
        }
    }

    private static MscaleModel model(int threads) {
        MscaleModel model = new Nd4jBackend()
                .create(spec(threads, List.of(64, 16), Precision.FLOAT32, Integer.MAX_VALUE), Device.CPU);
        ready(model);
        return model;
    }

    private static ModelSpec spec(int threads, List<Integer> widths, Precision precision, int batchSize) {
        NetworkSpec network =
                new NetworkSpec(Structure.DENSE, 1, widths, 1, new Scales.Linear(8), Activation.SIN, Activation.RELU);
        TrainingSpec training = new TrainingSpec(Loss.meanSquaredError(), Adam.withDefaults(1e-4, 1e-7), batchSize, 1);
        return new ModelSpec(network, training, precision, threads);
    }

    /** Gives a model data and parameters. */
    private static void ready(MscaleModel model) {
        model.setParameters(Initialization.UNIFORM.draw(model.spec().network(), 1));
        SplittableRandom random = new SplittableRandom(2);
        model.bind(new Dataset(
                1,
                1,
                random.doubles(300, -1, 1).toArray(),
                random.doubles(300, -1, 1).toArray()));
    }

    private static long teamThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().startsWith(Nd4jModel.TEAM))
                .count();
    }

    private static long residentBytes() throws IOException {
        System.gc();
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
