package io.mscale.harness.run;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.TimingMode;
import io.mscale.record.run.GpuPeak;
import io.mscale.record.run.MachinePeak;
import io.mscale.record.run.RunRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The measured peak of the run's own device, the reference for GFLOP/s: the processor's is without numbers on a GPU,
 * the GPU's null if it was not measured.
 */
record RunPeak(MachinePeak processor, @Nullable GpuPeak gpu) {

    /**
     * Measures the peak of the device and the precision of a run's cells, which have them in common, unless the run does no
     * timing.
     */
    static RunPeak measure(Bench bench, TimingMode timing, List<CellSpec> cells) {
        CellSpec cell = cells.get(0);
        int threads = cell.threads();
        Device device = cell.device();
        if (timing == TimingMode.NONE) {
            return new RunPeak(MachinePeak.notMeasured(threads), null);
        }
        if (device.kind() == Device.Kind.CPU) {
            return new RunPeak(bench.trials().machinePeak(threads, List.of(cell.precision())), null);
        }
        Set<String> backends = cells.stream().map(CellSpec::backend).collect(Collectors.toSet());
        Optional<GpuPeak> gpu = bench.trials().devicePeak(bench.backends(), backends, device, threads);
        return new RunPeak(MachinePeak.notMeasured(threads), gpu.orElse(null));
    }

    /** The reference for cells in that precision, in 1e9 floating-point operations per second; null if unknown. */
    @Nullable
    Double gflops(Precision precision) {
        return gpu == null ? processor.peakGflops(precision) : gpu.peakGflops(precision);
    }

    /** A copy of the environment with this peak. */
    RunRecord.Environment in(RunRecord.Environment machine, Precision precision) {
        return machine.withPeak(processor.peakGflops(precision), processor).withGpu(machine.gpu(), gpu);
    }
}
