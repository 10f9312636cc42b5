package io.mscale.worker.training;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import java.util.function.LongToDoubleFunction;

/** Has learned the {@link LineTask} up to an error that depends on its first parameter, which counts its steps. */
final class CountingModel extends MscaleModel {

    private final LongToDoubleFunction errorAfterStep;
    private double[] parameters = {};

    CountingModel(ModelSpec spec, LongToDoubleFunction errorAfterStep) {
        super(spec, Device.CPU);
        this.errorAfterStep = errorAfterStep;
    }

    @Override
    protected void writeParameters(double[] flat) {
        parameters = flat.clone();
    }

    @Override
    protected void readParameters(double[] flat) {
        System.arraycopy(parameters, 0, flat, 0, flat.length);
    }

    @Override
    protected void upload(Dataset dataset, BatchSchedule batches) {}

    @Override
    protected double takeStep(long step) {
        parameters[0]++;
        return 1.0 / step;
    }

    @Override
    protected void evaluate(double[] x, int samples, double[] y) {
        for (int i = 0; i < samples; i++) {
            y[i] = 2 * x[i] + 1 + errorAfterStep.applyAsDouble((long) parameters[0]);
        }
    }

    @Override
    protected void release() {}
}
