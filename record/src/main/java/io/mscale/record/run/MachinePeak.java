package io.mscale.record.run;

import io.mscale.api.Precision;
import org.jspecify.annotations.Nullable;

/**
 * The measured peak of a machine's processor: the reference for GFLOP/s. Null stands for what could not be measured.
 *
 * @param peakGflops32 fused multiply-adds in float32, all threads together, in 1e9 floating-point operations per
 *     second; a multiply and an add count as two
 * @param peakGflops64 the same in float64
 * @param copyGigabytesPerSecond copying between arrays, all threads together, in 1e9 bytes per second; bytes read and
 *     bytes written both count
 * @param copyArrayBytes total size of the arrays of all threads
 * @param copyArrayBytesWanted the total size needed to be far larger than all caches the system reports
 * @param vectorBits width of the vectors that reached the peaks
 * @param threads threads that worked at once
 */
public record MachinePeak(
        @Nullable Double peakGflops32,
        @Nullable Double peakGflops64,
        @Nullable Double copyGigabytesPerSecond,
        @Nullable Long copyArrayBytes,
        @Nullable Long copyArrayBytesWanted,
        @Nullable Integer vectorBits,
        int threads) {

    /** Nothing was measured. */
    public static MachinePeak notMeasured(int threads) {
        return new MachinePeak(null, null, null, null, null, null, threads);
    }

    /** The peak in the given precision, in 1e9 floating-point operations per second. */
    public @Nullable Double peakGflops(Precision precision) {
        return precision == Precision.FLOAT32 ? peakGflops32 : peakGflops64;
    }

    /** The copy rate in bytes per second. */
    public @Nullable Double copyBytesPerSecond() {
        return copyGigabytesPerSecond == null ? null : copyGigabytesPerSecond * 1e9;
    }
}
