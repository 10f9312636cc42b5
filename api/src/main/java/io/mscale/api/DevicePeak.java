package io.mscale.api;

import org.jspecify.annotations.Nullable;

/**
 * The peak performance of a device, as a backend measured it. A number that could not be measured is null.
 *
 * @param gflops32 fused multiply-adds in float32, in 1e9 floating-point operations per second; a multiply and an add
 *     count as two
 * @param gflops64 the same in float64
 * @param copyGigabytesPerSecond copying within the device's memory, in 1e9 bytes per second; bytes read and bytes
 *     written both count
 */
public record DevicePeak(
        @Nullable Double gflops32,
        @Nullable Double gflops64,
        @Nullable Double copyGigabytesPerSecond) {

    /** The peak in that precision, in 1e9 floating-point operations per second. */
    public @Nullable Double gflops(Precision precision) {
        return precision == Precision.FLOAT32 ? gflops32 : gflops64;
    }
}
