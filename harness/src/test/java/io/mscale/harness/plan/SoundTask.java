package io.mscale.harness.plan;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Scales;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import java.util.List;

/** A task on [-1, 1] without a flaw. */
class SoundTask implements FittingTask {

    @Override
    public String id() {
        return "sound";
    }

    @Override
    public String description() {
        return "x";
    }

    @Override
    public Domain domain() {
        return Domain.interval(-1, 1);
    }

    @Override
    public double[] target(double[] x) {
        return new double[] {x[0]};
    }

    @Override
    public PresetSettings settings(Preset preset) {
        return settings(10);
    }

    static PresetSettings settings(int testSize) {
        return new PresetSettings(
                List.of(4),
                new Scales.Linear(2),
                Activation.SIN,
                Activation.RELU,
                Initialization.UNIFORM,
                30,
                testSize,
                30,
                1e-3,
                0,
                5);
    }

    @Override
    public double targetMse() {
        return 0.1;
    }
}
