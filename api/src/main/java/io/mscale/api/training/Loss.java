package io.mscale.api.training;

import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Smoothness;
import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import java.util.List;
import java.util.Optional;

/**
 * What training minimises. A loss has no parameters of its own: whatever it needs beside the network's output is told by
 * the columns of the targets, so that two losses of the same type are equal.
 *
 * <p>Losses of boundary-value problems need derivatives of the network u(x) with respect to its input. They are carried
 * along the batch: each sample takes {@link #rows} rows of every layer, the value first, then the d first derivatives
 * ("tangents"), then the Laplacian. Linear layers act on all rows alike, but their biases on the value only. With a
 * hidden layer's argument z, h = s(w z), and w the network's omega:
 *
 * <pre>
 * input     h = x,  dh_j = e_j,  lap h = 0
 * linear    z = W h + b,  dz_j = W dh_j,  lap z = W lap h          (with K in the first layer, on every row)
 * hidden    h = s(w z)
 *           dh_j  = w s'(w z) dz_j
 *           lap h = w s'(w z) lap z + w^2 s''(w z) sum_j dz_j^2
 * </pre>
 *
 * <p>and back, where H, dH_j and lap H are the derivatives of the loss by h, dh_j and lap h, and Z, dZ_j and lap Z those
 * by z, dz_j and lap z:
 *
 * <pre>
 * lap Z = w s' lap H
 * dZ_j  = w s' dH_j + 2 w^2 s'' dz_j lap H
 * Z     = w s' H + w^2 s'' (sum_j dz_j dH_j + lap z lap H) + w^3 s''' (sum_j dz_j^2) lap H
 * </pre>
 *
 * <p>Gradients of weights and scales are sums over all rows, those of biases over the values. Forward, this is collapsed
 * Taylor mode (Dangel et al., arXiv 2505.13644).
 *
 * <p>Sealed, because a backend has code for each one. Later versions of the API add losses; a backend trains those that its
 * {@link io.mscale.api.Capabilities#losses capabilities} name.
 */
public sealed interface Loss extends Named permits MeanSquaredError, Energy, Residual {

    /** The squared error, averaged over the samples of the batch and the outputs. */
    static Loss meanSquaredError() {
        return new MeanSquaredError();
    }

    /** The energy of a boundary-value problem (Deep Ritz). */
    static Loss energy() {
        return new Energy();
    }

    /** The squared residual of a boundary-value problem. */
    static Loss residual() {
        return new Residual();
    }

    /** Every loss. */
    static List<Loss> all() {
        return List.of(meanSquaredError(), energy(), residual());
    }

    /** One line for listings: what is averaged over the samples of a batch. */
    String description();

    /** The columns of the targets, for a network of that many inputs and outputs. */
    int targetColumns(int inputs, int outputs);

    /** The rows of a layer that a sample takes: the value, and what derivatives of it the loss needs. */
    int rows(int inputs);

    /** Whether it needs derivatives of the network by its inputs. */
    default boolean isDifferential() {
        return rows(1) > 1;
    }

    /** How smooth activations must be, so that the gradient is the whole gradient. */
    Smoothness needed();

    /** Whether it is for networks of one output only. */
    default boolean isScalar() {
        return true;
    }

    /** Whether the network's activations are too rough for the loss, naming them and what is needed; empty if they are not. */
    default Optional<String> roughness(NetworkSpec network) {
        for (int layer = 0; layer < Math.min(2, network.hiddenWidths().size()); layer++) {
            ActivationPattern activation = network.activationOf(layer);
            if (activation.smoothness().compareTo(needed()) < 0) {
                return Optional.of("loss '" + id() + "' needs activations that are " + needed().words() + ", and "
                        + activation.id() + " is " + activation.smoothness().words() + "; smooth enough: "
                        + String.join(
                                ", ",
                                ActivationPattern.all().stream()
                                        .filter(each -> each.smoothness().compareTo(needed()) >= 0)
                                        .map(ActivationPattern::id)
                                        .toList()));
            }
        }
        return Optional.empty();
    }

    /** The loss with that id; an {@link IllegalArgumentException} lists the ids if there is none. */
    static Loss named(String id) {
        return Names.parse("loss", all(), id);
    }
}
