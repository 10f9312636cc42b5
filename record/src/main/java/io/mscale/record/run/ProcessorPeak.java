package io.mscale.record.run;

import org.jspecify.annotations.Nullable;

/**
 * The measured peak of a run's processor, in the run's precision and with its threads. Null stands for what was not
 * measured, also in records that predate the measurement.
 *
 * @param peakGflops the compute peak, in 1e9 floating-point operations per second
 * @param copyBytesPerSecond the memory copy rate, bytes read and written together
 * @param copyArrayBytes total size of the copied arrays of all threads
 * @param copyArrayBytesWanted the total size needed to be far larger than all caches; with smaller arrays the rate
 *     may partly be that of a cache
 */
public record ProcessorPeak(
        @Nullable Double peakGflops,
        @Nullable Double copyBytesPerSecond,
        @Nullable Long copyArrayBytes,
        @Nullable Long copyArrayBytesWanted) {

    /** Nothing was measured. */
    public static final ProcessorPeak NOT_MEASURED = new ProcessorPeak(null, null, null, null);
}
