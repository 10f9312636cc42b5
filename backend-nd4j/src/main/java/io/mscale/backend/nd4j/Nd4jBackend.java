package io.mscale.backend.nd4j;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        List<String> options = new ArrayList<>(List.of("-Xmx1g", "-Dorg.nd4j.log.initialization=false"));
        // JavaCPP derives its limits from -Xmx; they would stop a cell that fits into the machine's memory.
        options.add("-Dorg.bytedeco.javacpp.maxbytes=0");
        options.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
        if (Runtime.version().feature() >= 24) { // it warns about native libraries otherwise
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        boolean isCpu = device.kind() == Device.Kind.CPU;
        Map<String, String> environment = new HashMap<>(isCpu ? OpenBlasKernels.environment() : Map.of());
        // The model's own threads share the work.
        environment.put("OMP_NUM_THREADS", "1");
        environment.put("OPENBLAS_NUM_THREADS", "1");
        return new WorkerSettings(options, environment);
    }

    @Override
    public Probe probe(Device device, int threads) {
        return new DeviceProbe(device, threads).run();
    }

    @Override
    public MscaleModel create(ModelSpec spec, Device device) {
        probe(device, spec.threads()).obstacle().ifPresent(obstacle -> {
            throw new IllegalStateException(obstacle);
        });
        return new Nd4jModel(spec, device);
    }
}
