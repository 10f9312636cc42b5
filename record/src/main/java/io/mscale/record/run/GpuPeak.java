package io.mscale.record.run;

import io.mscale.api.DevicePeak;
import io.mscale.api.Precision;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The measured peak of a graphics processor. Null stands for what could not be measured.
 *
 * @param device the device, as users name it
 * @param backend the backend that measured it
 * @param peakGflops32 fused multiply-adds in float32, in 1e9 floating-point operations per second
 * @param peakGflops64 the same in float64
 * @param copyBytesPerSecond copying within its memory, bytes read and written together
 */
public record GpuPeak(
        String device,
        String backend,
        @Nullable Double peakGflops32,
        @Nullable Double peakGflops64,
        @Nullable Double copyBytesPerSecond) {

    public GpuPeak {
        Objects.requireNonNull(device, "gpuPeak.device");
        Objects.requireNonNull(backend, "gpuPeak.backend");
    }

    /** Converts a backend's measurement. */
    public static GpuPeak of(String device, String backend, DevicePeak peak) {
        Double gigabytes = peak.copyGigabytesPerSecond();
        return new GpuPeak(
                device, backend, peak.gflops32(), peak.gflops64(), gigabytes == null ? null : gigabytes * 1e9);
    }

    /** The peak in the given precision, in 1e9 floating-point operations per second. */
    public @Nullable Double peakGflops(Precision precision) {
        return precision == Precision.FLOAT32 ? peakGflops32 : peakGflops64;
    }
}
