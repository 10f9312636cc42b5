package io.mscale.results.trend;

import io.mscale.results.history.HistoryRun;

/**
 * The value of a metric in one run.
 *
 * @param lower the lower end of the median's 95% interval, or the minimum with fewer than 6 repeats
 * @param upper the upper end of the interval, or the maximum
 */
public record TrendPoint(HistoryRun run, int repeats, double median, double lower, double upper) {}
