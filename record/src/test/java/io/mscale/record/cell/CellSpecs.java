package io.mscale.record.cell;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.WorkerSettings;
import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.network.Variant;
import io.mscale.api.task.Preset;
import io.mscale.api.training.Loss;
import java.util.List;

/** Cell specifications that several tests use. */
final class CellSpecs {

    private CellSpecs() {}

    /** 1-3-1, 10 parameters, 5 samples in a batch, target MSE 0.1. */
    static CellSpec withTiming(TimingMode timing) {
        return new CellSpec(
                0,
                2,
                new Cell(
                        new CellIdentity(
                                "cell",
                                "ejml",
                                Device.parse("gpu:1"),
                                "fit1d",
                                Variant.MULTI,
                                Preset.SMOKE,
                                1,
                                42,
                                Precision.FLOAT64,
                                "",
                                ""),
                        new CellSpec.Network(
                                new NetworkSpec(
                                        Structure.DENSE,
                                        1,
                                        List.of(3),
                                        1,
                                        new Scales.Linear(3),
                                        Activation.SIN,
                                        Activation.RELU),
                                Initialization.GLOROT),
                        new CellSpec.Training(100, 8, 4, 5, Loss.meanSquaredError(), "adam", 1e-3, 0.1),
                        new CellSpec.Measurement(timing, 0.1, false, null, 60, null, false),
                        WorkerSettings.NONE,
                        TaskSettings.NONE));
    }
}
