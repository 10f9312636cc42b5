package io.mscale.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.training.Loss;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class BackwardPassTest {

    private static final int SAMPLES = 100;
    private static final int NEURONS = 700;

    /** On a processor in three products of 327, 327 and 46 neurons, on a GPU in one. */
    @Test
    void append_firstLayerOfManyNeurons_hasTheSameGradientWhateverTheProducts() {
        assertThat(new Nd4jBackend().probe(Device.CPU, 1).obstacle()).isEmpty();
        assertThat(Grain.CPU.columns(SAMPLES)).isEqualTo(327);
        assertThat(Grain.GPU.columns(SAMPLES)).isGreaterThan(NEURONS);

        double[] inParts = gradient(Grain.CPU);
        double[] atOnce = gradient(Grain.GPU);

        for (int i = 0; i < atOnce.length; i++) {
            assertThat(atOnce[i]).as("derivative %d", i).isNotZero();
            assertThat(inParts[i]).as("derivative %d", i).isCloseTo(atOnce[i], within(1e-10));
        }
    }

    private static double[] gradient(Grain grain) {
        NetworkSpec spec = new NetworkSpec(
                Structure.DENSE, 2, List.of(NEURONS), 1, new Scales.Linear(7), Activation.SIN, Activation.SIN);
        try (NativeArrays arrays = new NativeArrays(Precision.FLOAT64);
                Program program = new Program()) {
            Network network = Network.of(spec, grain, ParameterLayout.of(spec), Precision.FLOAT64, arrays);
            SplittableRandom random = new SplittableRandom(1);
            fill(network.parameters().vector(), network.parameters().vector().length(), random);
            network.firstLayer().refresh();
            INDArray inputs = arrays.withOnes(SAMPLES, 2, 1);
            INDArray targets = arrays.zeros(SAMPLES, 1);
            fill(inputs, 2L * SAMPLES, random);
            fill(targets, SAMPLES, random);
            Parameters gradient = new Parameters(network.layout(), arrays);
            Loss loss = Loss.meanSquaredError();
            INDArray sums = arrays.zeros(1, 1);
            try (BackwardPass pass = new BackwardPass(network, arrays, gradient, loss, sums, 0.5, SAMPLES)) {
                pass.append(program, inputs, targets);
                program.run();
            }
            return gradient.vector().data().asDouble();
        }
    }

    private static void fill(INDArray array, long count, SplittableRandom random) {
        for (long i = 0; i < count; i++) {
            array.data().put(i, random.nextDouble(-1, 1));
        }
    }
}
