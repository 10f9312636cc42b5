package io.mscale.api;

import io.mscale.api.network.Networks;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import io.mscale.api.training.TrainingSpec;
import java.util.List;

/** Model specifications that several tests use. */
final class ModelSpecs {

    private ModelSpecs() {}

    /** 2-3-1, 13 parameters, sin then relu, float32, mini-batches of 2. */
    static ModelSpec small() {
        return new ModelSpec(
                Networks.plain(2, List.of(3), 1),
                new TrainingSpec(Loss.meanSquaredError(), Adam.withDefaults(1e-3, 0), 2, 1),
                Precision.FLOAT32,
                1);
    }
}
