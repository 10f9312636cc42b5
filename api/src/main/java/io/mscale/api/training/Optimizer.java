package io.mscale.api.training;

import io.mscale.api.option.Named;

/**
 * How a gradient changes the parameters.
 *
 * <p>Sealed, because a backend has code for each one. Later versions of the API add optimisers; a backend trains with those
 * that its {@link io.mscale.api.Capabilities#optimizers capabilities} name.
 */
public sealed interface Optimizer permits Adam {

    /** Which optimiser it is, whatever its parameters. */
    enum Kind implements Named.Constant {
        ADAM;

        @Override
        public String toString() {
            return id();
        }
    }

    /** Which optimiser it is. */
    Kind kind();

    /** The learning rate of a step, counted from 1. */
    double learningRateAt(long step);
}
