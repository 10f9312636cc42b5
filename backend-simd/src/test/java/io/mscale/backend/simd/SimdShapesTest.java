package io.mscale.backend.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.AlternatingActivations;
import io.mscale.api.network.FirstLayer;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Loss;
import io.mscale.reference.ReferenceModel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Losses, predictions and parameters against the float64 reference, where shapes meet the edges of panels, tiles, blocks
 * and vectors. The build runs it with vectors of every width.
 */
@ExtendWith(NeedsVectors.class)
class SimdShapesTest {

    private static final int STEPS = 3;

    /** One that makes blocks of a few panels, so that small data sets have several. */
    private static final long SMALL_CACHE = 128 << 10;

    static IntStream widths() {
        return IntStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("widths")
    void training_layersOfAnyWidth_matchesReference(int width) {
        NetworkSpec network = Networks.dense(1, List.of(width, 41 - width), 1, Activation.SIN, Activation.TANH);
        assertMatches(network, 60, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 47, 48, 49, 96, 97, 500, 1009})
    void training_anyNumberOfSamples_matchesReference(int samples) {
        NetworkSpec network = Networks.dense(2, List.of(50, 9), 3, Activation.SINCOS, Activation.SIN);
        assertMatches(network, samples, 2);
        assertMatches(network, samples, 5);
    }

    static Stream<NetworkSpec> structures() {
        Scales scales = new Scales.Linear(3);
        List<Integer> widths = List.of(153, 52, 31);
        NetworkSpec dense = new NetworkSpec(
                Structure.DENSE, 2, widths, 1, scales, AlternatingActivations.PHIPSI, AlternatingActivations.PHIPSI);
        return Stream.of(
                dense,
                dense.withFirstLayer(FirstLayer.TRAINED_SCALES),
                new NetworkSpec(
                        Structure.SUBNETS, 2, widths, 2, scales, AlternatingActivations.PHIPSI, Activation.GELU),
                new NetworkSpec(Structure.SUBNETS, 1, List.of(5, 4), 1, scales, Activation.COS, Activation.RELU)
                        .withOmega(3),
                new NetworkSpec(Structure.SHARED_TRUNK, 2, widths, 1, scales, Activation.SIN, Activation.TANH)
                        .withOmega(2),
                Networks.dense(7, List.of(301), 5, Activation.MORLET, Activation.IDENTITY));
    }

    @ParameterizedTest
    @MethodSource("structures")
    void training_severalPanelsAndBlocks_matchesReference(NetworkSpec network) {
        assertMatches(network, 1100, 2);
    }

    /** Blocks of 3, 4, 6 and 12 panels, or 24 where layers are narrow, none of which divides a thread's 29 panels. */
    @ParameterizedTest
    @ValueSource(longs = {1, 100 << 10, 150 << 10, 280 << 10, 1 << 20})
    void training_cacheOfAnySize_matchesReference(long cache) {
        NetworkSpec network = Networks.dense(1, List.of(60, 52), 1, Activation.SIN, Activation.TANH);
        assertMatches(network, 2750, 2, Precision.FLOAT64, 1e-9, cache);
        assertMatches(network, 2750, 2, Precision.FLOAT32, 2e-3, cache);
    }

    @Test
    void frozenFirstLayer_severalPanels_keepsItsBits() {
        NetworkSpec network = new NetworkSpec(
                        Structure.DENSE, 1, List.of(100, 60), 1, Scales.one(), Activation.SIN, Activation.TANH)
                .withFirstLayer(FirstLayer.GAUSSIAN_FEATURES);
        double[] start = Initialization.UNIFORM.draw(network, 1);
        try (MscaleModel model = open(Networks.model(network, Precision.FLOAT64, 2), 200, start)) {
            model.train(STEPS);
            assertThat(Arrays.copyOf(model.parameters(), 200)).isEqualTo(Arrays.copyOf(start, 200));
        }
        assertMatches(network, 200, 2);
    }

    /** The same number of threads gives the same bits; that they share out the samples must not show otherwise. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void training_twice_givesTheSameBits(int threads) {
        NetworkSpec network = Networks.dense(1, List.of(200, 30), 1, Activation.SIN, Activation.SIN);
        ModelSpec spec = Networks.model(network, Precision.FLOAT32, threads);
        double[] start = Initialization.UNIFORM.draw(network, 1);
        try (MscaleModel once = open(spec, 1000, start);
                MscaleModel twice = open(spec, 1000, start)) {
            assertThat(once.train(20)).isEqualTo(twice.train(20));
            assertThat(once.parameters()).isEqualTo(twice.parameters());
        }
    }

    static Stream<Arguments> losses() {
        Scales scales = new Scales.Linear(3);
        List<Integer> widths = List.of(153, 52, 31);
        return Stream.of(Loss.energy(), Loss.residual()).flatMap(loss -> Stream.of(
                        Networks.dense(7, List.of(301), 1, Activation.MORLET, Activation.TANH),
                        new NetworkSpec(Structure.SUBNETS, 2, widths, 1, scales, Activation.GELU, Activation.COS),
                        new NetworkSpec(Structure.SHARED_TRUNK, 1, widths, 1, scales, Activation.SIN, Activation.SIN)
                                .withOmega(2))
                .map(network -> Arguments.of(loss, network)));
    }

    /** Several panels, blocks of one and of more samples' panels, and threads with blocks of different sizes. */
    @ParameterizedTest
    @MethodSource("losses")
    void training_lossesOfDerivatives_matchesReference(Loss loss, NetworkSpec network) {
        for (int samples : new int[] {49, 1100}) {
            assertMatches(network, loss, samples, 2, Precision.FLOAT64, 1e-9, SMALL_CACHE);
        }
    }

    /** A prediction uses the same buffers as a step, for values only. */
    @Test
    void training_predictionsBetweenSteps_keepsItsBits() {
        NetworkSpec network = Networks.dense(2, List.of(50, 9), 1, Activation.SIN, Activation.TANH);
        ModelSpec spec = Networks.model(network, Loss.residual(), Precision.FLOAT32, 2);
        double[] start = Initialization.UNIFORM.draw(network, 1);
        try (MscaleModel once = open(spec, 500, start, SMALL_CACHE);
                MscaleModel other = open(spec, 500, start, SMALL_CACHE)) {
            for (int step = 0; step < STEPS; step++) {
                other.predict(Networks.data(2, 1, 700).x());
                assertThat(other.train(1)).isEqualTo(once.train(1));
            }
            assertThat(other.parameters()).isEqualTo(once.parameters());
        }
    }

    private static void assertMatches(NetworkSpec network, int samples, int threads) {
        assertMatches(network, samples, threads, Precision.FLOAT64, 1e-9, SMALL_CACHE);
        assertMatches(network, samples, threads, Precision.FLOAT32, 2e-3, SMALL_CACHE);
    }

    private static void assertMatches(
            NetworkSpec network, int samples, int threads, Precision precision, double tolerance, long cache) {
        assertMatches(network, Loss.meanSquaredError(), samples, threads, precision, tolerance, cache);
    }

    private static void assertMatches(
            NetworkSpec network,
            Loss loss,
            int samples,
            int threads,
            Precision precision,
            double tolerance,
            long cache) {
        ModelSpec spec = Networks.model(network, loss, precision, threads);
        double[] start = Arrays.stream(Initialization.UNIFORM.draw(network, 1))
                .map(v -> (float) v)
                .toArray();
        int columns = loss.targetColumns(network.inputs(), network.outputs());
        Dataset data = Networks.data(network.inputs(), columns, samples);
        ReferenceModel reference = new ReferenceModel(network, spec.training(), start, data);
        try (MscaleModel model = open(spec, samples, start, cache)) {
            for (int step = 1; step <= STEPS; step++) {
                double expected = reference.step();
                assertThat(model.train(1))
                        .as("loss of step %d", step)
                        .isCloseTo(expected, within(tolerance * Math.abs(expected)));
            }
            // Adam moves a parameter by up to the learning rate, however small its gradient: all of them as one vector
            double[] expected = reference.parameters();
            assertThat(distance(model.parameters(), expected))
                    .as("distance to the reference's parameters")
                    .isLessThan(Math.sqrt(tolerance) * distance(expected, start));
            double[] y = model.predict(data.x());
            double[] known = reference.forward(data.x());
            for (int i = 0; i < y.length; i++) {
                assertThat(y[i]).as("prediction %d", i).isCloseTo(known[i], within(tolerance));
            }
        }
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i]))
                .sum());
    }

    private static MscaleModel open(ModelSpec spec, int samples, double[] start) {
        return open(spec, samples, start, SMALL_CACHE);
    }

    private static MscaleModel open(ModelSpec spec, int samples, double[] start, long cache) {
        MscaleModel model = new SimdModel<>(spec, Device.CPU, VectorModule.kernels(spec.precision()), cache);
        int inputs = spec.network().inputs();
        int columns =
                spec.training().loss().targetColumns(inputs, spec.network().outputs());
        model.bind(Networks.data(inputs, columns, samples));
        model.setParameters(start);
        return model;
    }
}
