package io.mscale.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.BatchSchedule;
import io.mscale.api.training.Loss;
import io.mscale.api.training.TrainingSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceModelTest {

    private static final int SAMPLES = 9;

    static List<ActivationPattern> patterns() {
        return ActivationPattern.all();
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void gradient_everyActivation_isTheLimitOfDifferences(ActivationPattern activation) {
        NetworkSpec network = network(2, List.of(6, 5), 1, "1,3", activation, activation);

        assertGradientIsLimitOfDifferences(network);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(1, List.of(4), 1, "1"),
                Arguments.of(2, List.of(5, 3), 2, "1"),
                Arguments.of(3, List.of(6, 1, 4), 1, "linear:3"),
                Arguments.of(1, List.of(7, 3, 3, 2), 2, "pow2:3"),
                Arguments.of(3, List.of(9), 2, "2.5,0.5"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gradient_everyShape_isTheLimitOfDifferences(int inputs, List<Integer> widths, int outputs, String scales) {
        assertGradientIsLimitOfDifferences(network(inputs, widths, outputs, scales, Activation.SIN, Activation.TANH));
    }

    @Test
    void forward_twoNeurons_isTheFormula() {
        NetworkSpec network = network(1, List.of(2), 1, "1,10", Activation.SIN, Activation.RELU);
        // W_0 = (0.3, 0.2), b_0 = (0.1, -0.4), W_1 = (2, -1), b_1 = 0.5: the scale 10 multiplies 0.2 x, not -0.4
        double[] parameters = {0.3, 0.2, 0.1, -0.4, 2, -1, 0.5};
        Dataset data = new Dataset(1, 1, new double[] {1.5}, new double[] {0});
        ReferenceModel model = new ReferenceModel(network, fullBatch(Adam.withDefaults(0.1, 0)), parameters, data);

        double expected = 2 * Math.sin(0.3 * 1.5 + 0.1) - Math.sin(10 * 0.2 * 1.5 - 0.4) + 0.5;

        assertThat(model.forward(new double[] {1.5})[0]).isCloseTo(expected, within(1e-15));
        assertThat(model.loss()).isCloseTo(expected * expected, within(1e-14));
    }

    @Test
    void loss_severalOutputs_isTheMeanOverSamplesAndOutputs() {
        NetworkSpec network = network(1, List.of(1), 2, "1", Activation.IDENTITY, Activation.IDENTITY);
        double[] parameters = new double[6]; // the network is 0 everywhere
        Dataset data = new Dataset(1, 2, new double[] {1, 2}, new double[] {1, 2, 3, 4});
        ReferenceModel model = new ReferenceModel(network, fullBatch(Adam.withDefaults(0.1, 0)), parameters, data);

        assertThat(model.loss()).isEqualTo((1 + 4 + 9 + 16) / 4.0);
    }

    @Test
    void step_twice_isAdamByHand() {
        // identity network, h = w1 (w0 x + b0) + b1, one sample x = 1, y = 0, started at w0 = w1 = 0, b0 = 0, b1 = 1:
        // only b1 has a gradient, g = 2 b1.
        NetworkSpec network = network(1, List.of(1), 1, "1", Activation.IDENTITY, Activation.IDENTITY);
        Adam adam = new Adam(0.1, 0.5, 0.8, 0.9, 0.25);
        Dataset data = new Dataset(1, 1, new double[] {1}, new double[] {0});
        ReferenceModel model = new ReferenceModel(network, fullBatch(adam), new double[] {0, 0, 0, 1}, data);

        model.step();
        // m = 0.2 * 2 = 0.4, /0.2 = 2; v = 0.1 * 4 = 0.4, /0.1 = 4; step 0.1 * 2 / (2 + 0.25)
        double b1 = 1 - 0.1 * 2 / 2.25;
        assertThat(model.parameters()[3]).isCloseTo(b1, within(1e-15));

        model.step();
        double g = 2 * b1;
        double m = (0.8 * 0.4 + 0.2 * g) / (1 - 0.64);
        double v = (0.9 * 0.4 + 0.1 * g * g) / (1 - 0.81);
        assertThat(model.parameters())
                .containsExactly(new double[] {0, 0, 0, b1 - 0.05 * m / (Math.sqrt(v) + 0.25)}, within(1e-15));
    }

    @Test
    void trajectory_miniBatches_followsTheSchedule() {
        NetworkSpec network = network(1, List.of(1), 1, "1", Activation.IDENTITY, Activation.IDENTITY);
        TrainingSpec training = new TrainingSpec(Loss.meanSquaredError(), Adam.withDefaults(1e-12, 0), 2, 7);
        Dataset data = new Dataset(1, 1, new double[] {0, 0, 0, 0, 0}, new double[] {1, 2, 4, 8, 16});
        double[] losses = new ReferenceModel(network, training, new double[4], data).trajectory(6);

        BatchSchedule schedule = new BatchSchedule(training, 5);
        int[] batch = new int[2];
        for (int step = 1; step <= 6; step++) {
            schedule.batch(step, batch);
            double expected = (Math.pow(4, batch[0]) + Math.pow(4, batch[1])) / 2;
            assertThat(losses[step - 1]).isCloseTo(expected, within(1e-8));
        }
    }

    @Test
    void constructor_wrongSizes_refuses() {
        NetworkSpec network = network(2, List.of(3), 1, "1", Activation.SIN, Activation.SIN);
        TrainingSpec training = fullBatch(Adam.withDefaults(0.1, 0));

        assertThatThrownBy(() -> new ReferenceModel(network, training, new double[12], data(2, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the network has 13 parameters, not 12");
        assertThatThrownBy(() -> new ReferenceModel(network, training, new double[13], data(1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 inputs to 1 outputs, the data 1 to 1");
    }

    private static void assertGradientIsLimitOfDifferences(NetworkSpec network) {
        Dataset data = data(network.inputs(), network.outputs());
        TrainingSpec training = fullBatch(Adam.withDefaults(0.1, 0));
        double[] parameters = Initialization.UNIFORM.draw(network, 3);
        double[] gradient = new ReferenceModel(network, training, parameters, data).gradient();

        double h = 1e-6;
        for (int i = 0; i < parameters.length; i++) {
            double[] moved = parameters.clone();
            moved[i] = parameters[i] + h;
            double above = new ReferenceModel(network, training, moved, data).loss();
            moved[i] = parameters[i] - h;
            double below = new ReferenceModel(network, training, moved, data).loss();
            assertThat(gradient[i]).as("parameter %d", i).isCloseTo((above - below) / (2 * h), within(1e-8));
        }
        assertThat(Arrays.stream(gradient).map(Math::abs).max().orElseThrow()).isGreaterThan(1e-3);
    }

    private static NetworkSpec network(
            int inputs,
            List<Integer> widths,
            int outputs,
            String scales,
            ActivationPattern first,
            ActivationPattern other) {
        return new NetworkSpec(Structure.DENSE, inputs, widths, outputs, Scales.parse(scales), first, other);
    }

    private static TrainingSpec fullBatch(Adam adam) {
        return new TrainingSpec(Loss.meanSquaredError(), adam, Integer.MAX_VALUE, 0);
    }

    private static Dataset data(int inputs, int outputs) {
        RandomStream random = RandomStream.of(5, RandomStream.Purpose.TRAINING_POINTS);
        double[] x = new double[SAMPLES * inputs];
        double[] y = new double[SAMPLES * outputs];
        Arrays.setAll(x, i -> random.uniform(-2, 2));
        Arrays.setAll(y, i -> random.uniform(-1, 1));
        return new Dataset(inputs, outputs, x, y);
    }
}
