package io.mscale.results.trend;

import io.mscale.results.history.HistoryRun;

/**
 * A metric in one run.
 *
 * @param run the run
 * @param repeats how many repeats it is of
 * @param median their median
 * @param lower the lower end of the median's 95% interval; with fewer than 6 repeats the least of them
 * @param upper the upper end, or the largest
 */
public record TrendPoint(HistoryRun run, int repeats, double median, double lower, double upper) {}
