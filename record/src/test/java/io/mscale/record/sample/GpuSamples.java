package io.mscale.record.sample;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.run.Gpu;
import io.mscale.record.run.GpuPeak;
import io.mscale.record.run.RunRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of a machine with a graphics processor. */
public final class GpuSamples {

    /** A graphics processor of which everything is known. */
    public static final Gpu GPU =
            new Gpu(3, "NVIDIA H100 80GB HBM3", 81559L << 20, "550.54.15", "9.0", Gpu.digest("GPU-8932f937"));

    /** What it can do. */
    public static final GpuPeak PEAK = new GpuPeak("gpu", "cuda", 60_000.0, 30_000.0, 2.8e12);

    private GpuSamples() {}

    /** A cell that was trained there and held so much memory. */
    public static CellRecord cell(String backend, @Nullable Long peakDeviceBytes) {
        CellRecord cell = Samples.at(Samples.ok(backend, "multi", 0.5), "gpu", "fit1d");
        return Samples.withMemory(cell, new CellRecord.Memory(312_000_000L, peakDeviceBytes));
    }

    /** A run of such cells on that graphics processor. */
    public static RunRecord run(@Nullable Gpu gpu, CellRecord... cells) {
        RunRecord run = Samples.run(cells);
        return run.withEnvironment(run.environment().withGpu(gpu, PEAK));
    }

    /** Others that are not the same for times, each by one thing. */
    public static List<Gpu> others() {
        return List.of(
                new Gpu(3, "NVIDIA H200", GPU.memoryBytes(), GPU.driverVersion(), GPU.computeCapability(), null),
                new Gpu(3, GPU.name(), 40_000L << 20, GPU.driverVersion(), GPU.computeCapability(), null),
                new Gpu(3, GPU.name(), GPU.memoryBytes(), "570.86.15", GPU.computeCapability(), null),
                new Gpu(3, GPU.name(), GPU.memoryBytes(), GPU.driverVersion(), "10.0", null));
    }
}
