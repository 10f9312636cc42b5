package io.mscale.tck.flawed;

import io.mscale.api.Device;
import io.mscale.tck.CompleteCapabilities;

/** Its first step never returns. */
public final class HangingBackend extends PlainBackend {

    public HangingBackend() {
        super(Flaw.HANGS, CompleteCapabilities.on(Device.Kind.CPU));
    }

    @Override
    public String id() {
        return "hanging";
    }
}
