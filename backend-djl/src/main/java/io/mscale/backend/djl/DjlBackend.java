package io.mscale.backend.djl;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trains with PyTorch through DJL (Deep Java Library), on the processor or on an NVIDIA GPU. */
public final class DjlBackend implements MscaleBackend {

    /** The first JDK in which --enable-native-access is final; without it, 24 and later warn about native code. */
    private static final int RESTRICTS_NATIVE_ACCESS = 22;

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
        return Capabilities.on(Device.Kind.CPU, Device.Kind.GPU)
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

    @Override
    public WorkerSettings workerSettings(Device device, int threads) {
        List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xmx1g"));
        if (Runtime.version().feature() >= RESTRICTS_NATIVE_ACCESS) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        options.add("-Dai.djl.offline=true");
        options.add("-Dai.djl.pytorch.graph_optimizer=false");
        // The model's own threads share the work.
        options.add("-Dai.djl.pytorch.num_threads=1");
        options.add("-Dai.djl.pytorch.num_interop_threads=1");

        Map<String, String> environment = new TreeMap<>();
        environment.put("OPT_OUT_TRACKING", "true");
        // It overrides the property. A download of gigabytes during a probe would be cut off by the probe's time limit.
        environment.put("DJL_OFFLINE", "true");
        environment.put("OMP_NUM_THREADS", "1");
        environment.put("MKL_NUM_THREADS", "1");
        // DJL's bridge supports one version of PyTorch only, whatever the user's environment names.
        environment.put("PYTORCH_VERSION", "");
        if (device.kind() == Device.Kind.CPU) {
            // The build to be timed is the one that comes with the backend.
            environment.put("PYTORCH_LIBRARY_PATH", "");
            environment.put("PYTORCH_FLAVOR", "");
        } else {
            // By default DJL treats libraries in PYTORCH_LIBRARY_PATH as an old build ("cu128-precxx11"), for which it
            // has no bridge.
            environment.put("PYTORCH_FLAVOR", "cu128");
        }
        return new WorkerSettings(options, environment);
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
