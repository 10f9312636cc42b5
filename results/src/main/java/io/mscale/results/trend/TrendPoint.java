package io.mscale.results.trend;

import io.mscale.results.compare.CellComparison;
import io.mscale.results.compare.Metric;
import io.mscale.results.history.HistoryRun;

/**
 * The value of a metric in one run, of the repeats that count in a comparison, too.
 *
 * @param repeats how many count
 * @param lower the lower end of the median's 95% interval, or the minimum with fewer than 6 repeats
 * @param upper the upper end of the interval, or the maximum
 * @param ended the repeats that ended well, and those of them that were measured on a disturbed machine
 */
public record TrendPoint(
        HistoryRun run, int repeats, double median, double lower, double upper, CellComparison.Repeats ended) {

    /** Whether repeats of which the disturbed machine may have changed the value count. */
    public boolean isDisturbed(Metric metric) {
        return metric.isTime() && ended.disturbed() > 0 && !ended.leavesOut(metric);
    }
}
