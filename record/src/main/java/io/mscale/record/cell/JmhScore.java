package io.mscale.record.cell;

import org.jspecify.annotations.Nullable;

/**
 * A benchmark's result.
 *
 * @param seconds mean time of an operation
 * @param errorSeconds half the width of its 99.9% confidence interval; null if there were too few iterations
 * @param allocatedBytes Java objects allocated per operation; null if the profiler did not run
 */
public record JmhScore(
        double seconds,
        @Nullable Double errorSeconds,
        @Nullable Double allocatedBytes) {}
