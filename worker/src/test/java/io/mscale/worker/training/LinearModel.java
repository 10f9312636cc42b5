package io.mscale.worker.training;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** y = p0 x + p1, fitted by gradient descent whatever the network: the least that can be trained. */
class LinearModel extends MscaleModel {

    private double[] parameters = {};
    private double[] x = {};
    private double[] y = {};
    private @Nullable BatchSchedule schedule;

    LinearModel(ModelSpec spec) {
        super(spec, Device.CPU);
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
    protected void upload(Dataset dataset, BatchSchedule batches) {
        x = dataset.x();
        y = dataset.y();
        schedule = batches;
    }

    @Override
    protected double takeStep(long step) {
        BatchSchedule batches = Objects.requireNonNull(schedule);
        int[] indices = new int[batches.batchSize()];
        batches.batch(step, indices);
        double loss = 0;
        double slope = 0;
        double offset = 0;
        for (int i : indices) {
            double error = parameters[0] * x[i] + parameters[1] - y[i];
            loss += error * error / indices.length;
            slope += 2 * error * x[i] / indices.length;
            offset += 2 * error / indices.length;
        }
        double learningRate = spec().training().adam().learningRateAt(step);
        parameters[0] -= learningRate * slope;
        parameters[1] -= learningRate * offset;
        return loss;
    }

    @Override
    protected void evaluate(double[] points, int samples, double[] result) {
        for (int i = 0; i < samples; i++) {
            result[i] = parameters[0] * points[i] + parameters[1];
        }
    }

    @Override
    protected void release() {}
}
