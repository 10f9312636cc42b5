package io.mscale.worker.training;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongToDoubleFunction;

/** Returns the losses it is told, and predicts the function it is told, which is mostly the {@link LineTask}'s, with an error. */
class ScriptedModel extends MscaleModel {

    private final LongToDoubleFunction lossOfStep;
    private final DoubleUnaryOperator function;
    private final LongToDoubleFunction errorAfterStep;
    private boolean released;

    ScriptedModel(ModelSpec spec, LongToDoubleFunction lossOfStep, LongToDoubleFunction errorAfterStep) {
        this(spec, lossOfStep, x -> 2 * x + 1, errorAfterStep);
    }

    ScriptedModel(
            ModelSpec spec,
            LongToDoubleFunction lossOfStep,
            DoubleUnaryOperator function,
            LongToDoubleFunction errorAfterStep) {
        super(spec, Device.CPU);
        this.function = function;
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
            y[i] = function.applyAsDouble(x[i]) + errorAfterStep.applyAsDouble(stepsTaken());
        }
    }

    @Override
    protected void release() {
        released = true;
    }

    boolean isReleased() {
        return released;
    }
}
