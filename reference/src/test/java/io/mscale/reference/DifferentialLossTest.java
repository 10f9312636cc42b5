package io.mscale.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.FirstLayer;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Smoothness;
import io.mscale.api.network.Structure;
import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import io.mscale.api.training.TrainingSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses with input derivatives: the formulas of {@link Loss} are those of calculus, by differences. */
class DifferentialLossTest {

    private static final int SAMPLES = 7;

    private static final NetworkSpec TWO_INPUTS = new NetworkSpec(
            Structure.DENSE, 2, List.of(8, 5), 1, new Scales.Linear(3), Activation.SIN, Activation.TANH);

    static Stream<Arguments> networks() {
        List<Scales> scales = List.of(Scales.one(), new Scales.Linear(4), new Scales.Explicit(List.of(0.5, 3.0)));
        return Stream.of(Loss.energy(), Loss.residual())
                .flatMap(loss -> Stream.of(Structure.values()).flatMap(structure -> Stream.of(1, 2, 3)
                        .map(inputs -> Arguments.of(
                                loss,
                                new NetworkSpec(
                                        structure,
                                        inputs,
                                        structure == Structure.SHARED_TRUNK ? List.of(4 * inputs, 5, 3) : List.of(8, 5),
                                        1,
                                        structure == Structure.SHARED_TRUNK ? scales.get(2) : scales.get(inputs % 2),
                                        Activation.SIN,
                                        Activation.TANH,
                                        FirstLayer.TRAINED,
                                        1.3)))));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradient_everyStructure_isTheLimitOfDifferences(Loss loss, NetworkSpec network) {
        assertGradientIsLimitOfDifferences(loss, network);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradient_trainedScales_isTheLimitOfDifferences(Loss loss, NetworkSpec network) {
        if (network.structure() != Structure.SHARED_TRUNK) {
            assertGradientIsLimitOfDifferences(loss, network.withFirstLayer(FirstLayer.TRAINED_SCALES));
        }
    }

    static Stream<Arguments> smoothActivations() {
        return Stream.of(Loss.energy(), Loss.residual()).flatMap(loss -> ActivationPattern.all().stream()
                .filter(each -> each.smoothness() == Smoothness.SMOOTH)
                .map(each -> Arguments.of(loss, each)));
    }

    @ParameterizedTest
    @MethodSource("smoothActivations")
    void gradient_everySmoothActivation_isTheLimitOfDifferences(Loss loss, ActivationPattern activation) {
        assertGradientIsLimitOfDifferences(
                loss,
                new NetworkSpec(Structure.DENSE, 2, List.of(6, 5), 1, new Scales.Linear(2), activation, activation));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void rows_everyStructure_areTheDifferencesOfTheOutput(Loss loss, NetworkSpec network) {
        double[] parameters = Initialization.UNIFORM.draw(network, 5);
        double[] points = uniform(3, SAMPLES * network.inputs(), 1);
        int inputs = network.inputs();
        double[] rows = InputDerivatives.laplacians(network, parameters, points);
        double[] values = new ReferenceNetwork(network).forward(parameters, points);
        double step = 1e-4;
        double[] laplacians = new double[SAMPLES];
        for (int j = 0; j < inputs; j++) {
            double[] above = new ReferenceNetwork(network).forward(parameters, moved(points, inputs, j, step));
            double[] below = new ReferenceNetwork(network).forward(parameters, moved(points, inputs, j, -step));
            for (int s = 0; s < SAMPLES; s++) {
                double slope = (above[s] - below[s]) / (2 * step);
                assertThat(rows[s * (inputs + 2) + 1 + j]).as("slope %d", j).isCloseTo(slope, within(1e-6));
                laplacians[s] += (above[s] - 2 * values[s] + below[s]) / (step * step);
            }
        }
        for (int s = 0; s < SAMPLES; s++) {
            assertThat(rows[s * (inputs + 2)]).isEqualTo(values[s]);
            assertThat(rows[s * (inputs + 2) + inputs + 1]).as("Laplacian").isCloseTo(laplacians[s], within(1e-5));
        }
    }

    @Test
    void gradients_areTheFirstRowsOfLaplacians() {
        NetworkSpec network = TWO_INPUTS;
        double[] parameters = Initialization.UNIFORM.draw(network, 5);
        double[] points = uniform(3, network.inputs(), 1);

        assertThat(InputDerivatives.gradients(network, parameters, points))
                .containsExactly(
                        Arrays.copyOf(InputDerivatives.laplacians(network, parameters, points), 1 + network.inputs()));
    }

    /** 1/2 2 u^2 - 2 y u is (u - y)^2 less y^2. */
    @Test
    void energy_ofTheSquaredError_trainsAsTheSquaredError() {
        NetworkSpec network = TWO_INPUTS;
        double[] x = uniform(3, 20 * network.inputs(), 1);
        double[] y = uniform(4, 20, 1);
        double[] columns = new double[60];
        double squares = 0;
        for (int s = 0; s < 20; s++) {
            columns[3 * s + 1] = 2;
            columns[3 * s + 2] = 2 * y[s];
            squares += y[s] * y[s] / 20;
        }
        double[] start = Initialization.UNIFORM.draw(network, 5);
        ReferenceModel fitting = new ReferenceModel(
                network, training(Loss.meanSquaredError(), 20), start, new Dataset(network.inputs(), 1, x, y));
        ReferenceModel energy = new ReferenceModel(
                network, training(Loss.energy(), 20), start, new Dataset(network.inputs(), 3, x, columns));

        for (int step = 0; step < 10; step++) {
            assertThat(energy.step()).isCloseTo(fitting.step() - squares, within(1e-12));
        }
        assertThat(energy.parameters()).containsExactly(fitting.parameters(), within(1e-11));
    }

    /** u = w x: 1/2 A w^2 + 1/2 C w^2 x^2 - F w x, and its terms without their signs. */
    @Test
    void energy_linearNetwork_isTheFormula() {
        ReferenceModel model = linear(Loss.energy(), new double[] {3, 5, 7});

        assertThat(model.loss()).isEqualTo(0.5 * 3 * 4 + 0.5 * 5 * 4 * 0.25 - 7 * 2 * 0.5);
        assertThat(model.magnitude()).isEqualTo(0.5 * 3 * 4 + 0.5 * 5 * 4 * 0.25 + 7 * 2 * 0.5);
    }

    @Test
    void residual_linearNetwork_isTheFormula() {
        ReferenceModel model = linear(Loss.residual(), new double[] {3, 5, 11, 7, 0.5});

        assertThat(model.loss()).isEqualTo(0.5 * (3 * 1 + 5 * 2 - 7) * (3 * 1 + 5 * 2 - 7));
        assertThat(model.magnitude()).isEqualTo(0.5 * (3 * 1 + 5 * 2 + 7) * (3 * 1 + 5 * 2 + 7));
    }

    /** u = 2 x at x = 1/2. */
    private static ReferenceModel linear(Loss loss, double[] columns) {
        NetworkSpec network = new NetworkSpec(
                Structure.DENSE, 1, List.of(1), 1, Scales.one(), Activation.IDENTITY, Activation.IDENTITY);
        Dataset data = new Dataset(1, columns.length, new double[] {0.5}, columns);
        return new ReferenceModel(network, training(loss, 1), new double[] {1, 0, 2, 0}, data);
    }

    private static void assertGradientIsLimitOfDifferences(Loss loss, NetworkSpec network) {
        int columns = loss.targetColumns(network.inputs(), 1);
        double[] x = uniform(3, SAMPLES * network.inputs(), 1);
        double[] targets = uniform(4, SAMPLES * columns, 2);
        Dataset data = new Dataset(network.inputs(), columns, x, targets);
        double[] parameters = Initialization.UNIFORM.draw(network, 3);
        TrainingSpec training = training(loss, SAMPLES);
        double[] gradient = new ReferenceModel(network, training, parameters, data).gradient();

        double step = 1e-5;
        double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < parameters.length; i++) {
            double above = new ReferenceModel(network, training, moved(parameters, i, step), data).loss();
            double below = new ReferenceModel(network, training, moved(parameters, i, -step), data).loss();
            double difference = (above - below) / (2 * step);
            assertThat(gradient[i]).as("parameter %d", i).isCloseTo(difference, within(1e-7 * Math.max(1, largest)));
        }
        assertThat(largest).isGreaterThan(1e-2);
    }

    private static TrainingSpec training(Loss loss, int batchSize) {
        return new TrainingSpec(loss, new Adam(1e-2, 0, 0.9, 0.99, 1e-2), batchSize, 1);
    }

    private static double[] moved(double[] values, int index, double by) {
        double[] moved = values.clone();
        moved[index] += by;
        return moved;
    }

    private static double[] moved(double[] points, int inputs, int coordinate, double by) {
        double[] moved = points.clone();
        for (int i = coordinate; i < moved.length; i += inputs) {
            moved[i] += by;
        }
        return moved;
    }

    private static double[] uniform(long seed, int count, double bound) {
        RandomStream random = RandomStream.of(seed, RandomStream.Purpose.TEST_POINTS);
        double[] values = new double[count];
        Arrays.setAll(values, i -> random.uniform(-bound, bound));
        return values;
    }
}
