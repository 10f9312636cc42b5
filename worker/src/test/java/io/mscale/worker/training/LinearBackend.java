package io.mscale.worker.training;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Probe;

/** A backend that works. */
public class LinearBackend implements MscaleBackend {

    @Override
    public String id() {
        return "linear";
    }

    @Override
    public String description() {
        return "a straight line";
    }

    @Override
    public int apiVersion() {
        return API_VERSION;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.everythingOnCpu();
    }

    @Override
    public Probe probe(Device device, int threads) {
        return Probe.available(new LibraryInfo("Linear", "1", null, threads, null, null));
    }

    @Override
    public MscaleModel create(ModelSpec spec, Device device) {
        return new LinearModel(spec);
    }
}
