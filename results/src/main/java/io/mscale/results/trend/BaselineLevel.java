package io.mscale.results.trend;

import io.mscale.api.LibraryInfo;
import io.mscale.record.cell.CellRecord;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.EarlierRuns;
import io.mscale.results.compare.Metric;
import io.mscale.results.history.HistoryRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a history that are at a baseline's level: of each metric, those since its last lasting change, up to the baseline.
 * Later ones may be worse, which is what a gate should find out.
 */
public final class BaselineLevel {

    /** Older runs say little of a machine as it is now. */
    static final int MOST_RUNS = 20;

    private BaselineLevel() {}

    /**
     * Returns what was measured at the level.
     *
     * @param runs the history's runs in their order
     * @param baseline one of them
     * @param without the id of a run that must not count, since it is the one to be judged
     */
    public static EarlierRuns of(List<HistoryRun> runs, HistoryRun baseline, String without) {
        List<HistoryRun> until = new ArrayList<>();
        for (HistoryRun run : runs) {
            if (!id(run).equals(without) || id(run).equals(id(baseline))) {
                until.add(run);
            }
            if (id(run).equals(id(baseline))) {
                break;
            }
        }
        EarlierRuns level = new EarlierRuns();
        for (TrendSeries series : Trend.of(until).series()) {
            // What the baseline did not measure has no level.
            boolean isOfBaseline =
                    series.points().stream().anyMatch(point -> id(point.run()).equals(id(baseline)));
            if (isOfBaseline && series.metric() != Metric.TEST_MSE) {
                level.add(series.cell(), series.metric(), medians(series, baseline));
            }
        }
        return level;
    }

    private static List<Double> medians(TrendSeries series, HistoryRun baseline) {
        Integer threads = threads(baseline, series.cell());
        List<Double> medians = series.points().stream()
                .skip(series.lastLevel())
                .filter(point -> Objects.equals(threads(point.run(), series.cell()), threads))
                .map(TrendPoint::median)
                .toList();
        return medians.subList(Math.max(0, medians.size() - MOST_RUNS), medians.size());
    }

    /** With how many threads a cell was trained; null if it is unknown. */
    private static @Nullable Integer threads(HistoryRun run, CellKey key) {
        return run.entry().run().cells().stream()
                .filter(cell -> CellKey.of(cell).equals(key))
                .map(CellRecord::library)
                .filter(Objects::nonNull)
                .map(LibraryInfo::threads)
                .findFirst()
                .orElse(null);
    }

    private static String id(HistoryRun run) {
        return run.entry().run().runId();
    }
}
