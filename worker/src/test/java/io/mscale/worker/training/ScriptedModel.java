package io.mscale.worker.training;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import java.util.function.LongToDoubleFunction;

/** Returns the losses it is told, and predicts the {@link LineTask} with the error it is told. */
final class ScriptedModel extends MscaleModel {

    private final LongToDoubleFunction lossOfStep;
    private final LongToDoubleFunction errorAfterStep;

    ScriptedModel(ModelSpec spec, LongToDoubleFunction lossOfStep, LongToDoubleFunction errorAfterStep) {
        super(spec, Device.CPU);
        this.lossOfStep = lossOfStep;
        this.errorAfterStep = errorAfterStep;
    }

    @Override
    protected void writeParameters(double[] flat) {}

    @Override
    protected void readParameters(double[] flat) {}

    @Override
    protected void upload(Dataset dataset, BatchSchedule schedule) {}

    @Override
    protected double takeStep(long step) {
        return takeSteps(step, 1);
    }

    @Override
    protected double takeSteps(long firstStep, int steps) {
        long start = System.nanoTime();
        while (System.nanoTime() == start) {
            Thread.onSpinWait(); // a step takes some time on any clock
        }
        return lossOfStep.applyAsDouble(firstStep + steps - 1);
    }

    @Override
    protected void evaluate(double[] x, int samples, double[] y) {
        for (int i = 0; i < samples; i++) {
            y[i] = 2 * x[i] + 1 + errorAfterStep.applyAsDouble(stepsTaken());
        }
    }

    @Override
    protected void release() {}
}
