package io.mscale.api.training;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import java.util.List;

/**
 * What training minimises. A loss has no parameters of its own: whatever it needs beside the network's output is told by
 * the columns of the targets, so that two losses of the same type are equal.
 *
 * <p>Sealed, because a backend has code for each one. Later versions of the API add losses; a backend trains those that its
 * {@link io.mscale.api.Capabilities#losses capabilities} name.
 */
public sealed interface Loss extends Named permits MeanSquaredError {

    /** The squared error, averaged over the samples of the batch and the outputs. */
    static Loss meanSquaredError() {
        return new MeanSquaredError();
    }

    /** Every loss. */
    static List<Loss> all() {
        return List.of(meanSquaredError());
    }

    /** The loss with that id; an {@link IllegalArgumentException} lists the ids if there is none. */
    static Loss named(String id) {
        return Names.parse("loss", all(), id);
    }
}
