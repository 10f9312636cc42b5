package io.mscale.backend.djl.baseline;

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
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The step that is timed: the publication's network and number of samples, float32, full batch. */
final class PaperStep {

    private static final NetworkSpec NETWORK = new NetworkSpec(
            Structure.DENSE,
            1,
            List.of(3000, 100, 100, 100),
            1,
            new Scales.Linear(200),
            Activation.SIN,
            Activation.RELU);
    private static final int SAMPLES = 10_000;

    private PaperStep() {}

    static ModelSpec spec(int threads) {
        TrainingSpec training =
                new TrainingSpec(Loss.meanSquaredError(), Adam.withDefaults(1e-4, 1e-7), Integer.MAX_VALUE, 0);
        return new ModelSpec(NETWORK, training, Precision.FLOAT32, threads);
    }

    /** Gives a model data and parameters and takes its first steps, which are slower. */
    static MscaleModel ready(MscaleModel model) {
        SplittableRandom random = new SplittableRandom(3);
        double[] x = random.doubles(SAMPLES, -Math.PI, Math.PI).toArray();
        double[] y = Arrays.stream(x).map(Math::sin).toArray();
        model.bind(new Dataset(1, 1, x, y));
        model.setParameters(Initialization.UNIFORM.draw(NETWORK, 1));
        model.train(3);
        return model;
    }
}
