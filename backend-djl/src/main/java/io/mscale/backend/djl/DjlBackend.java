package io.mscale.backend.djl;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Probe;
import io.mscale.api.WorkerSettings;
import java.util.EnumSet;

/** Trains with PyTorch through DJL (Deep Java Library), on the processor or on an NVIDIA GPU. */
public final class DjlBackend implements MscaleBackend {

    @Override
    public String id() {
        return "djl";
    }

    @Override
    public String description() {
        return "PyTorch through DJL (Deep Java Library), one TorchScript step";
    }

    @Override
    public int apiVersion() {
        return API_VERSION;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.everythingOn(EnumSet.allOf(Device.Kind.class));
    }

    @Override
    public WorkerSettings workerSettings(Device device, int threads) {
        return DjlWorkerSettings.of(device, threads);
    }

    @Override
    public Probe probe(Device device, int threads) {
        try {
            return DeviceProbe.of(device, threads);
        } catch (LinkageError e) {
            return Probe.unavailable("a class of DJL is missing or of another version: " + e);
        }
    }

    @Override
    public MscaleModel create(ModelSpec spec, Device device) {
        return new DjlModel(spec, device);
    }
}
