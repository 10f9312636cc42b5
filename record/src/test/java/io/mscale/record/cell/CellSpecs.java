package io.mscale.record.cell;

import io.mscale.api.WorkerSettings;
import java.util.List;

/** Cell specifications that several tests use. */
final class CellSpecs {

    private CellSpecs() {}

    /** 1-3-1, 10 parameters, 5 samples in a batch, target MSE 0.1. */
    static CellSpec withTiming(String timing) {
        return new CellSpec(
                CellSpec.SCHEMA,
                0,
                "cell",
                "ejml",
                "gpu:1",
                "fit1d",
                "multi",
                "smoke",
                1,
                42,
                "float64",
                2,
                new CellSpec.Network("dense", 1, List.of(3), 1, "linear:3", "sin", "relu", "glorot"),
                new CellSpec.Training(100, 8, 4, 5, "mse", "adam", 1e-3, 0.1),
                new CellSpec.Measurement(timing, 0.1, false, null, 60, null, false),
                WorkerSettings.NONE);
    }
}
