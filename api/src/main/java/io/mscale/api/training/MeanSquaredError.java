package io.mscale.api.training;

import io.mscale.api.network.Smoothness;

/** The mean of (output - target)^2 over the samples of the batch and the outputs. The columns are the targets. */
public record MeanSquaredError() implements Loss {

    @Override
    public String id() {
        return "mse";
    }

    @Override
    public String description() {
        return "(u - y)^2: mean squared error";
    }

    @Override
    public int targetColumns(int inputs, int outputs) {
        return outputs;
    }

    @Override
    public int rows(int inputs) {
        return 1;
    }

    @Override
    public Smoothness needed() {
        return Smoothness.CONTINUOUS;
    }

    @Override
    public boolean isScalar() {
        return false;
    }

    @Override
    public String toString() {
        return id();
    }
}
