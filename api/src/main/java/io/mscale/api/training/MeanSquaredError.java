package io.mscale.api.training;

/** The mean of (output - target)^2 over the samples of the batch and the outputs. */
public record MeanSquaredError() implements Loss {

    @Override
    public String id() {
        return "mse";
    }

    @Override
    public String toString() {
        return id();
    }
}
