package io.mscale.tck.flawed;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.tck.CompleteCapabilities;
import java.util.Set;

/** One gradient has the wrong sign; it declares float64 alone, and that its bits may differ from run to run. */
public final class WrongSignBackend extends PlainBackend {

    public WrongSignBackend() {
        super(Flaw.GRADIENT_SIGN, less(CompleteCapabilities.on(Device.Kind.CPU)));
    }

    @Override
    public String id() {
        return "wrong-sign";
    }

    private static Capabilities less(Capabilities all) {
        return new Capabilities(
                all.devices(),
                Set.of(Precision.FLOAT64),
                all.structures(),
                all.activations(),
                all.options(),
                all.losses(),
                all.optimizers(),
                false,
                all.optimizerState());
    }
}
