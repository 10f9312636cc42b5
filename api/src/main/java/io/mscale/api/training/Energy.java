package io.mscale.api.training;

import io.mscale.api.network.Smoothness;

/**
 * The energy of a linear boundary-value problem, the loss of the Deep Ritz method (E and Yu, 2018). The columns of a
 * sample's targets are A, C and F; the loss is the mean over the N samples of the batch of
 *
 * <pre>
 * 1/2 A |grad u|^2 + 1/2 C u^2 - F u
 * </pre>
 *
 * so that the derivatives of the loss by the network's output rows are (C u - F) / N and A du_j / N. Both signs are
 * allowed, and so is a loss below 0. (0, 2, 2 y) is the mean squared error less the mean of y^2.
 */
public record Energy() implements Loss {

    @Override
    public String id() {
        return "energy";
    }

    @Override
    public String description() {
        return "1/2 A |grad u|^2 + 1/2 C u^2 - F u: the energy, for Deep Ritz";
    }

    @Override
    public int targetColumns(int inputs, int outputs) {
        return 3;
    }

    @Override
    public int rows(int inputs) {
        return 1 + inputs;
    }

    @Override
    public Smoothness needed() {
        return Smoothness.ONCE;
    }

    @Override
    public String toString() {
        return id();
    }
}
