package io.mscale.api.training;

import io.mscale.api.network.Smoothness;

/**
 * The squared residual of a linear boundary-value problem, the loss of physics-informed networks (Raissi, Perdikaris and
 * Karniadakis, 2019). The columns of a sample's targets are P, Q_1, ..., Q_d, R, F and w; the loss is the mean over the N
 * samples of the batch of
 *
 * <pre>
 * w r^2      r = P u + Q . grad u + R lap u - F
 * </pre>
 *
 * so that the derivatives of the loss by the network's output rows are 2 w r / N times P, Q_j and R.
 */
public record Residual() implements Loss {

    @Override
    public String id() {
        return "residual";
    }

    @Override
    public String description() {
        return "w (P u + Q . grad u + R lap u - F)^2: squared residual";
    }

    @Override
    public int targetColumns(int inputs, int outputs) {
        return inputs + 4;
    }

    @Override
    public int rows(int inputs) {
        return 2 + inputs;
    }

    @Override
    public Smoothness needed() {
        return Smoothness.TWICE;
    }

    @Override
    public String toString() {
        return id();
    }
}
