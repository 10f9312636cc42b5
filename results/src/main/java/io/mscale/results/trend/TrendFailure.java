package io.mscale.results.trend;

import io.mscale.results.history.HistoryRun;

/**
 * A run in which no repeat of a cell ended well.
 *
 * @param points how many points of the series are before it
 * @param reason how the first of the repeats ended, and why, if that is known; as the record has it
 */
public record TrendFailure(HistoryRun run, int points, String reason) {}
