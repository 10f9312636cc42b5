package io.mscale.backend.simd;

import io.mscale.api.ModelSpec;
import io.mscale.api.Precision;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import io.mscale.api.training.TrainingSpec;
import java.util.List;
import java.util.SplittableRandom;

/** Networks and data for tests. */
final class Networks {

    private Networks() {}

    static NetworkSpec dense(
            int inputs, List<Integer> widths, int outputs, ActivationPattern first, ActivationPattern other) {
        return new NetworkSpec(Structure.DENSE, inputs, widths, outputs, new Scales.Linear(1), first, other);
    }

    static ModelSpec model(NetworkSpec network, Precision precision, int threads) {
        return model(network, Loss.meanSquaredError(), precision, threads);
    }

    static ModelSpec model(NetworkSpec network, Loss loss, Precision precision, int threads) {
        TrainingSpec training = new TrainingSpec(loss, Adam.withDefaults(1e-3, 1e-7), Integer.MAX_VALUE, 0);
        return new ModelSpec(network, training, precision, threads);
    }

    /** Points in [-1, 1]^inputs and targets in [-1, 1]^outputs, all of them floats. */
    static Dataset data(int inputs, int outputs, int samples) {
        SplittableRandom random = new SplittableRandom(3);
        double[] x = random.doubles((long) inputs * samples, -1, 1)
                .map(v -> (float) v)
                .toArray();
        double[] y = random.doubles((long) outputs * samples, -1, 1)
                .map(v -> (float) v)
                .toArray();
        return new Dataset(inputs, outputs, x, y);
    }
}
