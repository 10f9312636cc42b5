package io.mscale.results.statistics;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The time to reach a target over repeats, some of which may have missed it. A miss counts as infinitely late: dropping
 * it would reward missing, and any finite time would be made up. The median is finite if more than half of the repeats
 * reached the target.
 *
 * @param repeats the number of repeats
 * @param reached the number of repeats that reached the target
 * @param seconds the median over all repeats; it and the ends of its interval may be infinite
 */
public record TimeToTarget(int repeats, int reached, MedianInterval seconds) {

    /**
     * Computes the median over repeats.
     *
     * @param seconds one per repeat, at least one; empty if the repeat did not reach the target
     * @throws IllegalArgumentException if there is no repeat, or a time is NaN
     */
    public static TimeToTarget median(List<OptionalDouble> seconds) {
        double[] late = seconds.stream()
                .mapToDouble(time -> time.orElse(Double.POSITIVE_INFINITY))
                .toArray();
        int reached = (int) seconds.stream().filter(OptionalDouble::isPresent).count();
        return new TimeToTarget(late.length, reached, MedianInterval.of(late));
    }
}
