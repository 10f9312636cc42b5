package io.mscale.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several equal subnetworks side by side and larger ones beside them, which the conformance kit's networks hardly have. */
class SubnetsTest {

    /** More than a piece. */
    private static final int SAMPLES = 1203;

    @ParameterizedTest
    @CsvSource({
        "sin,    tanh,   TRAINED,           1, 24, 12, 8", // one branch
        "phipsi, phipsi, TRAINED_SCALES,    1, 27, 13, 10", // two
        "sin,    gelu,   TRAINED_SCALES,    2, 27, 14, 8",
        "sin,    sin,    GAUSSIAN_FEATURES, 3, 24, 14, 10",
    })
    void train_subnetworksSideBySide_followsReference(
            ActivationPattern first,
            ActivationPattern other,
            FirstLayer firstLayer,
            double omega,
            int n1,
            int n2,
            int n3) {
        NetworkSpec network = new NetworkSpec(
                        Structure.SUBNETS, 2, List.of(n1, n2, n3), 2, new Scales.Linear(4), first, other)
                .withFirstLayer(firstLayer)
                .withOmega(omega);
        TrainingSpec training =
                new TrainingSpec(Loss.meanSquaredError(), new Adam(1e-2, 0, 0.9, 0.999, 1e-2), Integer.MAX_VALUE, 0);
        SplittableRandom random = new SplittableRandom(5);
        Dataset data = new Dataset(
                2,
                2,
                random.doubles(2 * SAMPLES, -2, 2).toArray(),
                random.doubles(2 * SAMPLES, -1, 1).toArray());
        double[] start = Initialization.UNIFORM.draw(network, 3);
        ReferenceModel reference = new ReferenceModel(network, training, start, data);
        ModelSpec spec = new ModelSpec(network, training, Precision.FLOAT64, 2);
        try (MscaleModel model = new DjlBackend().create(spec, Device.CPU)) {
            model.bind(data);
            model.setParameters(start);

            assertThat(model.parameters()).isEqualTo(start);
            assertThat(model.train(3)).isCloseTo(reference.train(3), within(1e-11));
            assertThat(model.parameters()).containsExactly(reference.parameters(), within(1e-9));
            assertThat(model.predict(data.x())).containsExactly(reference.forward(data.x()), within(1e-9));
        }
    }
}
