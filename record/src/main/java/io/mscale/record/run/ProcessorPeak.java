package io.mscale.record.run;

import org.jspecify.annotations.Nullable;

/**
 * What the processor of a run can do at best, as far as the run's cells are related to it. Null is what was not measured,
 * also in a record of a version that did not.
 *
 * @param peakGflops the measured peak in the run's precision and with its threads, in 1e9 floating-point operations per
 *     second
 * @param copyBytesPerSecond the measured rate of copying in memory with the run's threads, bytes read and written together
 * @param copyArrayBytes what the copied arrays of all threads had together
 * @param copyArrayBytesWanted what they should have had to be far larger than all caches; where they are smaller, the rate
 *     may in part be a cache's
 */
public record ProcessorPeak(
        @Nullable Double peakGflops,
        @Nullable Double copyBytesPerSecond,
        @Nullable Long copyArrayBytes,
        @Nullable Long copyArrayBytesWanted) {

    /** Nothing was measured. */
    public static final ProcessorPeak NOT_MEASURED = new ProcessorPeak(null, null, null, null);
}
