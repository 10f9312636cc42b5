package io.mscale.backend.cuda;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.DevicePeak;
import io.mscale.api.LibraryInfo;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.Probe;
import io.mscale.api.WorkerSettings;
import io.mscale.api.network.Activation;
import io.mscale.api.network.AlternatingActivations;
import io.mscale.api.network.NetworkOption;
import io.mscale.api.network.Structure;
import io.mscale.api.training.Loss;
import io.mscale.api.training.Optimizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trains on NVIDIA GPUs with kernels of its own; requires only the driver. */
public final class CudaBackend implements MscaleBackend {

    @Override
    public String id() {
        return "cuda";
    }

    @Override
    public String description() {
        return "this project's own fused step on NVIDIA GPUs; needs only the driver";
    }

    @Override
    public int apiVersion() {
        return API_VERSION;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.on(Device.Kind.GPU)
                .with(Precision.FLOAT32, Precision.FLOAT64)
                .with(Structure.DENSE, Structure.SUBNETS, Structure.SHARED_TRUNK)
                .with(Activation.IDENTITY, Activation.RELU, Activation.TANH, Activation.GELU, Activation.SIGMOID)
                .with(Activation.SIN, Activation.COS, Activation.SINCOS, Activation.MORLET, Activation.MEXHAT)
                .with(Activation.SRELU, Activation.S2RELU, Activation.PHI, Activation.PSI)
                .with(AlternatingActivations.PHIPSI)
                .with(NetworkOption.TRAINED_SCALES, NetworkOption.FROZEN_FIRST_LAYER, NetworkOption.OMEGA)
                .with(Loss.meanSquaredError(), Loss.energy(), Loss.residual())
                .with(Optimizer.Kind.ADAM)
                .withReproducibleBits()
                .withOptimizerState();
    }

    /** Permits native access: Java 24 and later warn otherwise. Before 22 the option is not in its final form. */
    @Override
    public WorkerSettings workerSettings(Device device, int threads) {
        return Runtime.version().feature() < 22
                ? WorkerSettings.NONE
                : new WorkerSettings(List.of("--enable-native-access=ALL-UNNAMED"), Map.of());
    }

    @Override
    public Probe probe(Device device, int threads) {
        if (device.kind() != Device.Kind.GPU) {
            return Probe.unavailable("cuda runs on NVIDIA GPUs only; use --device gpu");
        }
        try {
            Gpu gpu = Gpu.open(device.index());
            String version = gpu.driver.cudaVersion();
            Arithmetic arithmetic = Arithmetic.of(Precision.FLOAT32, gpu.capability);
            String build = "sm_" + gpu.capability + ", " + arithmetic.id();
            return Probe.available(new LibraryInfo("CUDA driver", version, null, 1, build, gpu.name));
        } catch (CudaException e) {
            return Probe.unavailable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<DevicePeak> measurePeak(Device device) {
        return Optional.of(PeakMeter.measure(Gpu.open(device.index())));
    }

    @Override
    public MscaleModel create(ModelSpec spec, Device device) {
        return new CudaModel(spec, device);
    }
}
