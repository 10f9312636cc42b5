package io.mscale.backend.simd.benchmark;

import io.mscale.api.Precision;
import io.mscale.worker.machine.PeakKernel;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Fused multiply-adds without any memory: what no kernel can exceed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PeakBenchmark {

    /** Floating-point operations of a call, but for a ten-thousandth. */
    static final int FLOPS = 1 << 23;

    /** FLOAT32 or FLOAT64. */
    @Param("FLOAT32")
    public Precision precision = Precision.FLOAT32;

    private PeakKernel kernel = kernel(Precision.FLOAT32);

    /** Finds the loop. */
    @Setup
    public void prepare() {
        kernel = kernel(precision);
    }

    /** The harness's own measure of the peak. */
    @Benchmark
    public double peak() {
        return kernel.run(FLOPS / kernel.flopsPerRound());
    }

    private static PeakKernel kernel(Precision precision) {
        return ServiceLoader.load(PeakKernel.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(kernel -> kernel.precision() == precision)
                .findAny()
                .orElseThrow();
    }
}
