package io.mscale.api.network;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the neurons of a hidden layer compute: an {@link Activation}, the same for all of them, or several activations in
 * turn. {@link NetworkSpec#activationRuns} resolves a pattern into the activation of each neuron; a backend that follows the
 * runs needs no code for patterns.
 */
public sealed interface ActivationPattern extends Named permits Activation, AlternatingActivations {

    /** The formula in one line, for {@code list activations}. */
    String description();

    /** The activations that share a block of neurons, first to last: each computes an equal part of the block. */
    List<Activation> parts();

    /** How smooth it is: as smooth as the roughest of its parts. */
    default Smoothness smoothness() {
        return Collections.min(parts().stream().map(Activation::smoothness).toList());
    }

    /** Every activation and pattern, each pattern behind the last of its parts. */
    static List<ActivationPattern> all() {
        List<ActivationPattern> all = new ArrayList<>(List.of(Activation.values()));
        for (AlternatingActivations pattern : AlternatingActivations.values()) {
            all.add(1 + all.indexOf(pattern.parts().get(pattern.parts().size() - 1)), pattern);
        }
        return List.copyOf(all);
    }

    /** The activation or pattern with that id; an {@link IllegalArgumentException} lists the ids if there is none. */
    static ActivationPattern named(String id) {
        return Names.parse("activation", all(), id);
    }
}
