package io.mscale.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.mscale.api.network.Activation;
import io.mscale.api.network.FirstLayer;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Scales;
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
import org.junit.jupiter.params.provider.MethodSource;

class TangentKernelTest {

    private static final int POINTS = 7;

    private static double[] normal(int size, long seed) {
        RandomStream random = RandomStream.of(seed, RandomStream.Purpose.INITIAL_PARAMETERS);
        double[] values = new double[size];
        Arrays.setAll(values, i -> 0.5 * random.normal());
        return values;
    }

    private static NetworkSpec network(Structure structure, int inputs, int outputs, FirstLayer firstLayer) {
        return new NetworkSpec(
                structure,
                inputs,
                List.of(8, 4),
                outputs,
                new Scales.Explicit(List.of(1.0, 3.0)),
                Activation.SIN,
                Activation.TANH,
                firstLayer,
                1);
    }

    static Stream<NetworkSpec> networks() {
        return Stream.of(
                network(Structure.DENSE, 1, 1, FirstLayer.TRAINED),
                network(Structure.DENSE, 2, 2, FirstLayer.TRAINED_SCALES),
                network(Structure.SUBNETS, 1, 1, FirstLayer.TRAINED),
                network(Structure.DENSE, 1, 1, FirstLayer.GAUSSIAN_FEATURES),
                network(Structure.DENSE, 1, 1, FirstLayer.TRAINED).withOmega(3));
    }

    /** The kernel entry by entry, its derivatives being differences of outputs. */
    private static double[][] kernel(NetworkSpec spec, double[] parameters, double[] points) {
        double step = 1e-5;
        int values = points.length / spec.inputs() * spec.outputs();
        double[][] kernel = new double[values][values];
        for (ParameterLayout.Range range : ParameterLayout.of(spec).trainable()) {
            for (int p = range.from(); p < range.to(); p++) {
                double[] up = outputs(spec, parameters, p, step, points);
                double[] down = outputs(spec, parameters, p, -step, points);
                for (int i = 0; i < values; i++) {
                    for (int j = 0; j < values; j++) {
                        kernel[i][j] += (up[i] - down[i]) * (up[j] - down[j]) / (4 * step * step);
                    }
                }
            }
        }
        return kernel;
    }

    private static double[] outputs(NetworkSpec spec, double[] parameters, int changed, double by, double[] points) {
        double[] moved = parameters.clone();
        moved[changed] += by;
        return new ReferenceNetwork(spec).forward(moved, points);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void rates_everyNetwork_areTheQuotientsOfTheKernelByDifferences(NetworkSpec spec) {
        double[] parameters = normal(ParameterLayout.of(spec).size(), 1);
        double[] points = normal(POINTS * spec.inputs(), 2);
        int values = POINTS * spec.outputs();
        List<double[]> functions = List.of(normal(values, 3), normal(values, 4));

        double[] rates = TangentKernel.rates(spec, parameters, points, functions);

        double[][] kernel = kernel(spec, parameters, points);
        for (int f = 0; f < rates.length; f++) {
            double[] v = functions.get(f);
            double product = 0;
            double square = 0;
            for (int i = 0; i < values; i++) {
                square += v[i] * v[i];
                for (int j = 0; j < values; j++) {
                    product += v[i] * kernel[i][j] * v[j];
                }
            }
            assertThat(rates[f]).isPositive().isCloseTo(2.0 / values * product / square, withPercentage(1e-4));
        }
    }

    /** With a frozen first layer and no other hidden one, h = w.g(x) + b and K(x, x') = g(x).g(x') + 1. */
    @Test
    void rates_linearModel_areThoseOfItsFeatures() {
        NetworkSpec spec = new NetworkSpec(
                Structure.DENSE,
                1,
                List.of(2),
                1,
                new Scales.Constant(1, 1),
                Activation.SIN,
                Activation.SIN,
                FirstLayer.GAUSSIAN_FEATURES,
                1);
        // W_0 = (1, 2), b_0 = 0: the features sin x and sin 2x; w and b follow
        double[] parameters = {1, 2, 0, 0, 0.7, -0.3, 5};
        double[] points = new double[8];
        Arrays.setAll(points, i -> Math.PI * i / 4);
        double[] sine = Arrays.stream(points).map(Math::sin).toArray();
        double[] cosine = Arrays.stream(points).map(Math::cos).toArray();
        double[] one = {1, 1, 1, 1, 1, 1, 1, 1};

        double[] rates = TangentKernel.rates(spec, parameters, points, List.of(sine, cosine, one));

        // v = sin x: J'v = (4, 0, 0) and v'v = 4, so that the rate is 2/8 16/4; of the constant it is 2/8 64/8
        assertThat(rates[0]).isCloseTo(1, within(1e-12));
        assertThat(rates[1]).as("no feature has it").isCloseTo(0, within(1e-12));
        assertThat(rates[2]).isCloseTo(2, within(1e-12));
    }

    /** What a small step of gradient descent takes off a function that is the whole error. */
    @Test
    void rates_areTheShareThatAGradientStepTakesOff() {
        NetworkSpec spec = network(Structure.DENSE, 1, 1, FirstLayer.TRAINED);
        double[] parameters = normal(ParameterLayout.of(spec).size(), 1);
        double[] points = normal(POINTS, 2);
        double[] v = normal(POINTS, 3);
        double[] outputs = new ReferenceNetwork(spec).forward(parameters, points);
        double[] targets = new double[POINTS];
        Arrays.setAll(targets, i -> outputs[i] - v[i]);
        TrainingSpec training = new TrainingSpec(Loss.meanSquaredError(), Adam.withDefaults(1, 0), POINTS, 1);
        double[] gradient =
                new ReferenceModel(spec, training, parameters, new Dataset(1, 1, points, targets)).gradient();
        double learningRate = 1e-6;
        double[] moved = new double[parameters.length];
        Arrays.setAll(moved, i -> parameters[i] - learningRate * gradient[i]);
        double[] after = new ReferenceNetwork(spec).forward(moved, points);
        double taken = 0;
        double square = 0;
        for (int i = 0; i < POINTS; i++) {
            taken += v[i] * (outputs[i] - after[i]);
            square += v[i] * v[i];
        }

        assertThat(TangentKernel.rates(spec, parameters, points, List.of(v))[0])
                .isCloseTo(taken / square / learningRate, withPercentage(0.1));
    }

    @Test
    void rates_functionOfOtherPoints_throws() {
        NetworkSpec spec = network(Structure.DENSE, 1, 1, FirstLayer.TRAINED);
        double[] parameters = normal(ParameterLayout.of(spec).size(), 1);

        assertThatThrownBy(() -> TangentKernel.rates(spec, parameters, new double[3], List.of(new double[2])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a function has 2 values, not one for each of 3 outputs");
    }
}
