package io.mscale.api.network;

import io.mscale.api.option.Named;
import java.util.List;

/** Activations that share each block of neurons: every scale's block of the first layer, every block of the others. */
public enum AlternatingActivations implements ActivationPattern, Named.Constant {
    PHIPSI(
            "phi in the first half of each block of neurons, rounded up, psi in the second",
            List.of(Activation.PHI, Activation.PSI));

    private final String description;
    private final List<Activation> parts;

    AlternatingActivations(String description, List<Activation> parts) {
        this.description = description;
        this.parts = parts;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public List<Activation> parts() {
        return parts;
    }

    @Override
    public String toString() {
        return id();
    }
}
