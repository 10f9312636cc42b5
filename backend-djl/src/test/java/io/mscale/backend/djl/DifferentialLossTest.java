package io.mscale.backend.djl;

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
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import io.mscale.api.training.TrainingSpec;
import io.mscale.reference.ReferenceModel;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the conformance kit hardly has: activations that are not smooth, subnetworks side by side, polynomial sines. */
class DifferentialLossTest {

    private final @Nullable String atStart = System.getProperty(Sines.PROPERTY);

    @AfterEach
    void restore() {
        if (atStart == null) {
            System.clearProperty(Sines.PROPERTY);
        } else {
            System.setProperty(Sines.PROPERTY, atStart);
        }
    }

    static Stream<Arguments> lossesAndActivations() {
        return Stream.of(Loss.energy(), Loss.residual())
                .flatMap(loss -> ActivationPattern.all().stream().map(activation -> Arguments.of(loss, activation)));
    }

    @ParameterizedTest
    @MethodSource("lossesAndActivations")
    void train_anyActivation_followsReference(Loss loss, ActivationPattern activation) {
        NetworkSpec network = new NetworkSpec(
                Structure.DENSE, 2, List.of(40, 17, 10), 1, new Scales.Linear(4), activation, activation);

        assertFollows(network, loss, Precision.FLOAT64, 61, 1e-10);
    }

    /** Several equal subnetworks, or larger ones beside them; more samples than a piece holds. */
    @ParameterizedTest
    @CsvSource({
        "energy,   sin,    tanh,   TRAINED,           1, 24, 12, 8",
        "residual, sin,    tanh,   TRAINED,           1, 24, 12, 8",
        "energy,   phipsi, phipsi, TRAINED_SCALES,    1, 27, 13, 10",
        "residual, phipsi, phipsi, TRAINED,           1, 24, 12, 8",
        "residual, sin,    gelu,   TRAINED_SCALES,    2, 27, 14, 8",
        "energy,   sin,    sin,    GAUSSIAN_FEATURES, 3, 24, 14, 10",
        "residual, cos,    sincos, GAUSSIAN_FEATURES, 3, 24, 12, 8",
    })
    void train_subnetworksSideBySide_followsReference(
            String loss,
            ActivationPattern first,
            ActivationPattern other,
            FirstLayer firstLayer,
            double omega,
            int n1,
            int n2,
            int n3) {
        NetworkSpec network = new NetworkSpec(
                        Structure.SUBNETS, 2, List.of(n1, n2, n3), 1, new Scales.Linear(4), first, other)
                .withFirstLayer(firstLayer)
                .withOmega(omega);

        assertFollows(network, Loss.named(loss), Precision.FLOAT64, 2403, 1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "library,    SIN, COS", "library,    COS, SINCOS", "library,    SINCOS, SIN",
        "polynomial, SIN, COS", "polynomial, COS, SINCOS", "polynomial, SINCOS, SIN"
    })
    void train_eitherSines_followsReference(String way, Activation first, Activation other) {
        System.setProperty(Sines.PROPERTY, way);
        NetworkSpec network =
                new NetworkSpec(Structure.DENSE, 1, List.of(60, 20, 10), 1, new Scales.Linear(3), first, other);

        assertFollows(network, Loss.energy(), Precision.FLOAT32, 101, 1e-4);
        assertFollows(network, Loss.residual(), Precision.FLOAT32, 101, 1e-4);
    }

    /** More samples than a piece holds, the last piece shorter than the others. */
    @ParameterizedTest
    @CsvSource({"DENSE, energy", "DENSE, residual", "SHARED_TRUNK, energy", "SHARED_TRUNK, residual"})
    void train_severalPieces_followsReference(Structure structure, String loss) {
        NetworkSpec network = new NetworkSpec(
                structure, 2, List.of(24, 12, 8), 1, new Scales.Linear(4), Activation.SIN, Activation.TANH);

        assertFollows(network, Loss.named(loss), Precision.FLOAT64, 2403, 1e-9);
    }

    private static void assertFollows(
            NetworkSpec network, Loss loss, Precision precision, int samples, double tolerance) {
        TrainingSpec training = new TrainingSpec(loss, new Adam(1e-2, 0, 0.9, 0.999, 1e-2), Integer.MAX_VALUE, 0);
        int inputs = network.inputs();
        int columns = loss.targetColumns(inputs, 1);
        SplittableRandom random = new SplittableRandom(5);
        Dataset data = new Dataset(
                inputs,
                columns,
                random.doubles((long) inputs * samples, -2, 2)
                        .map(v -> (float) v)
                        .toArray(),
                random.doubles((long) columns * samples, -1, 1).toArray());
        double[] start = Initialization.UNIFORM.draw(network, 3);
        ReferenceModel reference = new ReferenceModel(network, training, start, data);
        try (MscaleModel model = new DjlBackend().create(new ModelSpec(network, training, precision, 2), Device.CPU)) {
            model.bind(data);
            model.setParameters(start);

            double expected = reference.train(3);
            assertThat(model.train(3)).isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
            assertThat(model.parameters()).containsExactly(reference.parameters(), within(tolerance));
            assertThat(model.predict(data.x())).containsExactly(reference.forward(data.x()), within(tolerance));
        }
    }
}
