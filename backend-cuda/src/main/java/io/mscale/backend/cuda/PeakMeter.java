package io.mscale.backend.cuda;

import io.mscale.api.DevicePeak;
import io.mscale.api.Precision;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Measures a GPU's peak rates: the fastest of many short runs of fused multiply-adds and of copies. */
final class PeakMeter {

    private static final int THREADS = 256;

    /**
     * Blocks per multiprocessor: with 256 threads each, the 2048 threads that a data-centre GPU's multiprocessor holds.
     */
    private static final int BLOCKS = 8;

    /** The kernel's PEAK_SUMS, each a multiply and an add. */
    private static final int OPERATIONS_A_ROUND = 16 * 2;

    /** Makes a run last long compared with a kernel launch. */
    private static final int ROUNDS = 8192;

    /** Far larger than any cache; reduced if the GPU has little free memory. */
    private static final long COPIED = 1L << 29;

    /** Time for repeated runs of each measurement: short for the user, long enough for the GPU's clock to rise. */
    private static final long BUDGET = TimeUnit.MILLISECONDS.toNanos(300);
    /** For GPUs on which a single run already exceeds the time. */
    private static final int LEAST_RUNS = 3;

    private final GpuStream stream;

    private PeakMeter(GpuStream stream) {
        this.stream = stream;
    }

    static DevicePeak measure(Gpu gpu) {
        try (GpuStream stream = GpuStream.open(gpu)) {
            PeakMeter meter = new PeakMeter(stream);
            return new DevicePeak(
                    meter.gflops(Arithmetic.SIMT), meter.gflops(Arithmetic.FLOAT64), meter.copyGigabytes());
        }
    }

    private double gflops(Arithmetic arithmetic) {
        Kernels kernels = stream.gpu.kernels(arithmetic);
        int blocks = BLOCKS * stream.gpu.multiprocessors;
        Object factor = arithmetic.number(0.999);
        try (DeviceMemory memory = new DeviceMemory(arithmetic.precision, stream)) {
            DeviceArray result = memory.numbers((long) blocks * THREADS);
            double seconds = fastest(() -> kernels.launch(
                    stream, "multiplyAdd_" + arithmetic.suffix, blocks, 1, 1, THREADS, factor, ROUNDS, result));
            return (double) blocks * THREADS * ROUNDS * OPERATIONS_A_ROUND / seconds / 1e9;
        }
    }

    /** Returns null if there is not enough memory. */
    private @Nullable Double copyGigabytes() {
        long bytes = Math.min(COPIED, stream.gpu.room().free() / 4);
        Gpu gpu = stream.gpu;
        try (DeviceMemory memory = new DeviceMemory(Precision.FLOAT32, stream)) {
            List<DeviceArray> arrays = List.of(memory.bytes(bytes), memory.bytes(bytes));
            long from = arrays.get(0).address();
            long to = arrays.get(1).address();
            double seconds = fastest(() -> gpu.check(
                    gpu.library().cuMemcpyDtoDAsync_v2(to, from, bytes, stream.handle),
                    "copying within the GPU's memory"));
            return 2.0 * bytes / seconds / 1e9;
        } catch (CudaException e) {
            if (e.result() == Driver.OUT_OF_MEMORY) {
                return null;
            }
            throw e;
        }
    }

    private double fastest(Runnable work) {
        work.run();
        stream.finish();
        long best = Long.MAX_VALUE;
        long begun = System.nanoTime();
        for (int run = 0; run < LEAST_RUNS || System.nanoTime() - begun < BUDGET; run++) {
            long start = System.nanoTime();
            work.run();
            stream.finish();
            best = Math.min(best, System.nanoTime() - start);
        }
        return best / 1e9;
    }
}
