package io.mscale.record.run;

import org.jspecify.annotations.Nullable;

/**
 * How much the readings of a canary scatter: a fixed piece of work that is done again and again.
 *
 * @param threads how many threads did it at once
 * @param readings how many readings; 0 if it was not measured
 * @param median their median, relative to the best
 * @param p05 the 5% quantile, relative to the best
 * @param p95 the 95% quantile, relative to the best
 */
public record CanaryNoise(
        int threads,
        int readings,
        @Nullable Double median,
        @Nullable Double p05,
        @Nullable Double p95) {

    /** Nothing was measured. */
    public static CanaryNoise notMeasured(int threads) {
        return new CanaryNoise(threads, 0, null, null, null);
    }
}
