package io.mscale.tck;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.NetworkOption;
import io.mscale.api.network.Structure;
import io.mscale.api.training.Loss;
import io.mscale.api.training.Optimizer;

/**
 * All that the API has today, for the test of a backend without gaps: it fails when the API grows. No backend may declare
 * this itself; it would claim what was added after it was written.
 */
public final class CompleteCapabilities {

    private CompleteCapabilities() {}

    /** Everything, with reproducible bits, on these kinds of device. */
    public static Capabilities on(Device.Kind... devices) {
        return Capabilities.on(devices)
                .with(Precision.values())
                .with(Structure.values())
                .with(ActivationPattern.all().toArray(ActivationPattern[]::new))
                .with(NetworkOption.values())
                .with(Loss.all().toArray(Loss[]::new))
                .with(Optimizer.Kind.values())
                .withReproducibleBits();
    }
}
