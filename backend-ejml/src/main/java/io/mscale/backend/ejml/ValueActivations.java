package io.mscale.backend.ejml;

import io.mscale.api.network.Activation;

/** {@link Activations} of values without derivatives by the inputs. */
record ValueActivations<M>(Arithmetic<M> arithmetic) implements Activations<M> {

    @Override
    public void forward(Activation activation, M z) {
        arithmetic.activate(activation, z);
    }

    @Override
    public void forward(Activation activation, M z, M factors) {
        arithmetic.activate(activation, z, factors);
    }

    @Override
    public void back(M derivatives, M factors) {
        arithmetic.multiply(derivatives, factors);
    }
}
