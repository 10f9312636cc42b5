package io.mscale.backend.simd;

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
import io.mscale.api.support.CacheSizes;
import io.mscale.api.training.Loss;
import io.mscale.api.training.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trains on the processor with the Vector API. */
public final class SimdBackend implements MscaleBackend {

    /** What the JVM has on eight cores; on fewer it has fewer, on two cores one for each of its two compilers. */
    private static final int COMPILER_THREADS = 4;

    private static final int CORES_THAT_BRING_AS_MANY = 8;

    private static final String KERNELS = "io.mscale.backend.simd.vector.*::*";
    private static final String LARGE_TILES = "io.mscale.backend.simd.vector.*::sixRows";

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

    @Override
    public WorkerSettings workerSettings(Device device, int threads) {
        return workerSettings(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Beside the module: 512-bit vectors where the processor has them, since Java avoids them on some that do. Loops
     * over vectors run a hundred times slower until they are compiled, so they are compiled early and in the
     * foreground. The tile that has most of the work is compiled later: with little profiling, its code differs from
     * process to process by some percent in speed. Several loops wait for the compiler at once, and the threads that wait
     * leave their cores idle, so a machine of few cores gets more compiler threads. Objects begin at cache lines, and so
     * matrices (Kernels.alignedStart). The serial collector, because steps allocate nothing; at most half of the machine's
     * memory, which allows networks much larger than the presets'.
     *
     * @param cores the processors that the JVM will see
     */
    static WorkerSettings workerSettings(int cores) {
        List<String> options = new ArrayList<>(List.of(
                "--add-modules",
                VectorModule.NAME,
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:UseAVX=3",
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=BackgroundCompilation," + KERNELS + ",false",
                "-XX:CompileCommand=CompileThresholdScaling," + KERNELS + ",0.02",
                "-XX:CompileCommand=CompileThresholdScaling," + LARGE_TILES + ",0.2",
                "-XX:ObjectAlignmentInBytes=64",
                "-XX:+UseSerialGC",
                "-XX:MaxRAMPercentage=50"));
        if (cores < CORES_THAT_BRING_AS_MANY) {
            options.add("-XX:CICompilerCount=" + COMPILER_THREADS);
        }
        return new WorkerSettings(options, Map.of());
    }

    @Override
    public Probe probe(Device device, int threads) {
        if (device.kind() != Device.Kind.CPU) {
            return Probe.unavailable("simd computes on the CPU only; use --device cpu");
        }
        Optional<String> obstacle = VectorModule.obstacle();
        if (obstacle.isPresent()) {
            return Probe.unavailable(obstacle.get());
        }
        int bits = VectorModule.kernels(Precision.FLOAT32).vectorBits();
        String version = Runtime.version().toString();
        return Probe.available(new LibraryInfo("Vector API", version, null, threads, bits + "-bit vectors", null));
    }

    @Override
    public MscaleModel create(ModelSpec spec, Device device) {
        long cache = CacheSizes.secondLevel(CacheSizes.PROCESSORS);
        return new SimdModel<>(spec, device, VectorModule.kernels(spec.precision()), cache);
    }
}
