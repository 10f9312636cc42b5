package io.mscale.backend.ejml;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Probe;
import io.mscale.api.WorkerSettings;
import java.util.List;
import java.util.Map;
import org.ejml.EjmlVersion;

/** Trains with EJML on the processor. */
public final class EjmlBackend implements MscaleBackend {

    @Override
    public String id() {
        return "ejml";
    }

    @Override
    public String description() {
        return "EJML: dense matrices in pure Java, on all cores";
    }

    @Override
    public int apiVersion() {
        return API_VERSION;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.everythingOnCpu();
    }

    /**
     * The serial collector, because steps allocate nothing and its threads would only take memory; half of the machine's
     * memory at most, for networks much larger than the presets'.
     */
    @Override
    public WorkerSettings workerSettings(Device device, int threads) {
        return new WorkerSettings(List.of("-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50"), Map.of());
    }

    @Override
    public Probe probe(Device device, int threads) {
        if (device.kind() != Device.Kind.CPU) {
            return Probe.unavailable("EJML computes on the CPU only; use --device cpu");
        }
        return Probe.available(new LibraryInfo("EJML", EjmlVersion.VERSION, null, threads, null, null));
    }

    @Override
    public MscaleModel create(ModelSpec spec, Device device) {
        return switch (spec.precision()) {
            case FLOAT32 -> new EjmlModel<>(spec, device, new Float32Arithmetic());
            case FLOAT64 -> new EjmlModel<>(spec, device, new Float64Arithmetic());
        };
    }
}
