package io.mscale.api.network;

import io.mscale.api.option.Named;
import java.util.EnumSet;
import java.util.Set;

/** What a network may ask for beside its structure and its activations. A backend declares those that it can train. */
public enum NetworkOption implements Named.Constant {
    /** The scales are parameters: {@link FirstLayer#TRAINED_SCALES}. */
    TRAINED_SCALES,
    /** A first layer that the optimiser leaves alone: {@link FirstLayer#isFrozen}. */
    FROZEN_FIRST_LAYER,
    /** A factor on the argument of every activation: {@link NetworkSpec#omega}. */
    OMEGA;

    /** What a given network asks for. */
    public static Set<NetworkOption> of(NetworkSpec network) {
        Set<NetworkOption> options = EnumSet.noneOf(NetworkOption.class);
        if (network.firstLayer().trainsScales()) {
            options.add(TRAINED_SCALES);
        }
        if (network.firstLayer().isFrozen()) {
            options.add(FROZEN_FIRST_LAYER);
        }
        if (network.omega() != 1) {
            options.add(OMEGA);
        }
        return options;
    }

    @Override
    public String toString() {
        return id();
    }
}
