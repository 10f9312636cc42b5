package io.mscale.backend.ejml;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
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
import org.ejml.EjmlVersion;
import org.ejml.dense.block.TileMultiplication_F32;
import org.ejml.dense.block.TileMultiplication_F64;

/** Trains on the processor with EJML. */
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
        return Capabilities.on(Device.Kind.CPU)
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

    /**
     * The serial collector, because steps allocate nothing and the threads of other collectors would only cost
     * memory; at most half of the machine's memory, which allows networks much larger than the presets'. Rows start at
     * the same place of a cache line, so that one alignment of a loop fits all of them. EJML's tile kernel is inlined,
     * without which the JVM would not vectorise it ({@link Float32Products}).
     */
    @Override
    public WorkerSettings workerSettings(Device device, int threads) {
        return new WorkerSettings(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:MaxRAMPercentage=50",
                        "-XX:ObjectAlignmentInBytes=64",
                        "-XX:CompileCommand=quiet",
                        "-XX:CompileCommand=inline," + TileMultiplication_F32.class.getName() + "::tileMultPlus",
                        "-XX:CompileCommand=inline," + TileMultiplication_F64.class.getName() + "::tileMultPlus"),
                Map.of());
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
