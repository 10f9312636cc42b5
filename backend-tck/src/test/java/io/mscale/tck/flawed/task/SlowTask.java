package io.mscale.tck.flawed.task;

import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;

/** Reads its data in the constructor, and is no service. */
public final class SlowTask implements FittingTask {

    private final FittingTask plain = new PlainTask();

    /** Takes longer than constructors may. */
    public SlowTask() throws InterruptedException {
        Thread.sleep(600);
    }

    @Override
    public String id() {
        return "slow";
    }

    @Override
    public String description() {
        return "a task that reads its data too early";
    }

    @Override
    public Domain domain() {
        return plain.domain();
    }

    @Override
    public double[] target(double[] x) {
        return plain.target(x);
    }

    @Override
    public PresetSettings settings(Preset preset) {
        return plain.settings(preset);
    }

    @Override
    public double targetMse() {
        return plain.targetMse();
    }
}
