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
 * Everything the API offers today. Tests of backends without gaps compare with it, so they fail when the API grows. A
 * backend must not declare this itself: it would claim features added after it was written.
 */
public final class CompleteCapabilities {

    private CompleteCapabilities() {}

    /** All capabilities, with reproducible bits and the optimiser's state, on the given kinds of device. */
    public static Capabilities on(Device.Kind... devices) {
        return Capabilities.on(devices)
                .with(Precision.values())
                .with(Structure.values())
                .with(ActivationPattern.all().toArray(ActivationPattern[]::new))
                .with(NetworkOption.values())
                .with(Loss.all().toArray(Loss[]::new))
                .with(Optimizer.Kind.values())
                .withReproducibleBits()
                .withOptimizerState();
    }
}
