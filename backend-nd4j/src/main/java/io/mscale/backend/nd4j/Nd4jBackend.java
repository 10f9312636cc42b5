package io.mscale.backend.nd4j;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Probe;
import io.mscale.api.WorkerSettings;
import java.util.EnumSet;

/** Trains with ND4J on the CPU or, if ND4J's CUDA jars are present, on an NVIDIA GPU. */
public final class Nd4jBackend implements MscaleBackend {

    @Override
    public String id() {
        return "nd4j";
    }

    @Override
    public String description() {
        return "ND4J, native arrays with OpenBLAS (CPU) or CUDA (GPU)";
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
        return Settings.forWorker(Runtime.version().feature());
    }

    @Override
    public Probe probe(Device device, int threads) {
        return new DeviceProbe(device, threads).run();
    }

    @Override
    public MscaleModel create(ModelSpec spec, Device device) {
        Probe probe = probe(device, spec.threads());
        if (!probe.isAvailable()) {
            throw new IllegalStateException(probe.reason());
        }
        return new Nd4jModel(spec, device);
    }
}
