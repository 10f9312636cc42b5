package io.mscale.backend.simd;

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
import java.util.ServiceLoader;

/** Trains with the Vector API on the processor. */
public final class SimdBackend implements MscaleBackend {

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    @Override
    public String id() {
        return "simd";
    }

    @Override
    public String description() {
        return "this project's own fused step in pure Java (Vector API), on all cores";
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
    public WorkerSettings workerSettings(Device device, int threads) {
        return new WorkerSettings(
                List.of("--add-modules", VECTOR_MODULE, "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50"), Map.of());
    }

    @Override
    public Probe probe(Device device, int threads) {
        if (device.kind() != Device.Kind.CPU) {
            return Probe.unavailable("simd computes on the CPU only; use --device cpu");
        }
        return Probe.available(new LibraryInfo("Vector API", Runtime.version().toString(), null, threads, null, null));
    }

    @Override
    public MscaleModel create(ModelSpec spec, Device device) {
        return new SimdModel<>(spec, device, kernels(spec));
    }

    private static Kernels<?> kernels(ModelSpec spec) {
        for (Kernels<?> kernels : ServiceLoader.load(Kernels.class)) {
            if (kernels.precision() == spec.precision()) {
                return kernels;
            }
        }
        throw new IllegalStateException("no kernels for " + spec.precision());
    }
}
