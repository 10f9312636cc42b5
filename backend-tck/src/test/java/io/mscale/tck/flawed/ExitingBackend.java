package io.mscale.tck.flawed;

import io.mscale.api.Device;
import io.mscale.tck.CompleteCapabilities;

/** Its first step ends the process, as if all were well. */
public final class ExitingBackend extends PlainBackend {

    public ExitingBackend() {
        super(Flaw.EXITS, CompleteCapabilities.on(Device.Kind.CPU));
    }

    @Override
    public String id() {
        return "exiting";
    }
}
