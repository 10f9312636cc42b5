package io.mscale.backend.ejml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.FirstLayer;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import io.mscale.api.training.TrainingSpec;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gradient against central differences of the loss, read off the first Adam step, for a first layer of more than one
 * panel and a batch of more than one piece per thread.
 */
class EjmlGradientTest {

    /** With beta1 = beta2 = 0 and a huge epsilon, Adam's first step is -learningRate / epsilon times the gradient. */
    private static final Adam GRADIENT_PROBE = new Adam(1e9, 0, 0, 0, 1e9);

    @ParameterizedTest
    @ValueSource(strings = {"relu", "sin", "phipsi"})
    void gradient_severalPanelsAndPieces_matchesCentralDifferences(ActivationPattern activation) {
        assertMatchesCentralDifferences(new NetworkSpec(
                Structure.DENSE, 2, List.of(600, 7, 5), 3, new Scales.Linear(3), activation, Activation.TANH));
    }

    /** Blocks of more than one panel, blocks too narrow for row operations, and blocks of unlike widths. */
    @ParameterizedTest
    @EnumSource(Structure.class)
    void gradient_severalPanelsInABlock_matchesCentralDifferences(Structure structure) {
        NetworkSpec network = new NetworkSpec(
                structure, 2, List.of(1200, 49, 9), 3, new Scales.Linear(2), Activation.SIN, Activation.TANH);
        assertMatchesCentralDifferences(
                network.withFirstLayer(FirstLayer.TRAINED_SCALES).withOmega(0.7));
    }

    @ParameterizedTest
    @EnumSource(Structure.class)
    void gradient_firstLayerNotTrained_isThatOfTheOtherLayers(Structure structure) {
        NetworkSpec network = new NetworkSpec(
                structure, 2, List.of(1200, 9), 3, new Scales.Linear(2), Activation.SIN, Activation.TANH);
        assertMatchesCentralDifferences(network.withFirstLayer(FirstLayer.GAUSSIAN_FEATURES));
    }

    /** Each sample takes several rows, so pieces are shorter. */
    @ParameterizedTest
    @ValueSource(strings = {"energy", "residual"})
    void gradient_lossWithDerivativesByInputs_matchesCentralDifferences(String loss) {
        NetworkSpec network = new NetworkSpec(
                Structure.DENSE, 2, List.of(600, 7, 5), 1, new Scales.Linear(3), Activation.SIN, Activation.TANH);
        assertMatchesCentralDifferences(network, Loss.named(loss));
    }

    private static void assertMatchesCentralDifferences(NetworkSpec network) {
        assertMatchesCentralDifferences(network, Loss.meanSquaredError());
    }

    private static void assertMatchesCentralDifferences(NetworkSpec network, Loss loss) {
        TrainingSpec training = new TrainingSpec(loss, GRADIENT_PROBE, 2000, 0);
        double[] start = Initialization.UNIFORM.draw(network, 1);
        int firstTrained = ParameterLayout.of(network).trainable().get(0).from();
        Dataset data = data(2, loss.targetColumns(2, network.outputs()), 1101);
        try (MscaleModel model =
                new EjmlBackend().create(new ModelSpec(network, training, Precision.FLOAT64, 2), Device.CPU)) {
            model.bind(data);
            model.setParameters(start);
            model.train(1);
            double[] moved = model.parameters();
            SplittableRandom random = new SplittableRandom(5);
            for (int probe = 0; probe < 30; probe++) {
                int i = probe < 10 ? start.length - 1 - probe : random.nextInt(start.length);
                double h = 1e-6;
                double slope =
                        i < firstTrained ? 0 : (lossAt(model, start, i, h) - lossAt(model, start, i, -h)) / (2 * h);
                assertThat(start[i] - moved[i]).as("parameter %d", i).isCloseTo(slope, within(2e-8));
            }
        }
    }

    private static double lossAt(MscaleModel model, double[] parameters, int index, double change) {
        double[] changed = parameters.clone();
        changed[index] += change;
        model.setParameters(changed);
        return model.train(1);
    }

    private static Dataset data(int inputs, int outputs, int samples) {
        SplittableRandom random = new SplittableRandom(3);
        double[] x = random.doubles((long) inputs * samples, -1, 1).toArray();
        double[] y = random.doubles((long) outputs * samples, -1, 1).toArray();
        return new Dataset(inputs, outputs, x, y);
    }
}
