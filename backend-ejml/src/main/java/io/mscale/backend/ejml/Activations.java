package io.mscale.backend.ejml;

import io.mscale.api.network.Activation;

/**
 * A neuron's activation over the samples of a piece, and back, with a work space of its own: one instance per thread. The
 * rows are those of {@link PieceRows}.
 *
 * @param <M> EJML's dense row-major matrix of the precision
 */
interface Activations<M> {

    /** Replaces arguments z by the activation's values, their tangents and Laplacians. */
    void forward(Activation activation, M z);

    /** As without {@code factors}, which receives what {@link #back} needs: of values only, their derivatives. */
    void forward(Activation activation, M z, M factors);

    /** Turns the loss's derivatives by what {@link #forward} returned into those by its arguments; linear in the factors. */
    void back(M derivatives, M factors);
}
