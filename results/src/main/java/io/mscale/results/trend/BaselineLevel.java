package io.mscale.results.trend;

import io.mscale.api.LibraryInfo;
import io.mscale.record.cell.CellRecord;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.EarlierRuns;
import io.mscale.results.compare.Metric;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.statistics.PredictionInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a history that are at a baseline's level: of each metric, those since its last lasting change, up to the baseline.
 * Later ones may be worse, which is what a gate should find out. Only while there are too few, those next after the baseline
 * count, too: else a baseline that was lucky would never be passed and never be replaced.
 */
public final class BaselineLevel {

    /** Older runs say little of a machine as it is now. */
    static final int MOST_RUNS = 20;

    /** A run whose own median is more uncertain than this, relatively, says nothing of the level. */
    private static final double MOST_UNCERTAIN = 0.25;

    /** So far above the others one in a thousand baselines is by chance. */
    private static final double ACCEPTED_CONFIDENCE = 0.998;

    private BaselineLevel() {}

    /**
     * Returns what was measured at the level.
     *
     * @param runs the history's runs in their order
     * @param baseline one of them
     * @param without the id of a run that must not count, since it is the one to be judged
     */
    public static EarlierRuns of(List<HistoryRun> runs, HistoryRun baseline, String without) {
        List<HistoryRun> others = runs.stream()
                .filter(run -> !id(run).equals(without) || id(run).equals(id(baseline)))
                .toList();
        EarlierRuns level = new EarlierRuns();
        for (TrendSeries series : Trend.of(others).series()) {
            int place = place(series, baseline);
            // What the baseline did not measure has no level.
            if (place >= 0 && series.metric() != Metric.TEST_MSE) {
                level.add(series.cell(), series.metric(), medians(series, baseline, place));
            }
        }
        return level;
    }

    /** The baseline's index in the series; -1 if it is not there. */
    private static int place(TrendSeries series, HistoryRun baseline) {
        for (int i = 0; i < series.points().size(); i++) {
            if (id(series.points().get(i).run()).equals(id(baseline))) {
                return i;
            }
        }
        return -1;
    }

    private static List<Double> medians(TrendSeries series, HistoryRun baseline, int place) {
        List<Integer> begins = series.changes().stream()
                .filter(change -> change.kind() != TrendChange.Kind.RECENT)
                .map(TrendChange::last)
                .toList();
        int from = begins.stream().filter(begin -> begin <= place).reduce(0, Math::max);
        int to = begins.stream()
                .filter(begin -> begin > place)
                .findFirst()
                .orElse(series.points().size());
        List<Double> before = alike(series, baseline, from, place);
        before = before.subList(Math.max(0, before.size() - MOST_RUNS + 1), before.size());
        List<Double> own = alike(series, baseline, place, place + 1);
        List<Double> after = alike(series, baseline, place + 1, to);
        boolean isWorse = own.stream().anyMatch(isAbove(before));
        List<Double> level = new ArrayList<>(isWorse ? List.of() : before);
        level.addAll(own);
        int missing = Math.max(0, PredictionInterval.FEWEST_VALUES - level.size());
        level.addAll(after.subList(0, Math.min(missing, after.size())));
        return level;
    }

    /** A baseline above what was before it is a regression that was accepted: there a new level begins. */
    private static Predicate<Double> isAbove(List<Double> before) {
        if (before.size() < PredictionInterval.FEWEST_VALUES) {
            return median -> false;
        }
        double[] logarithms = before.stream().mapToDouble(Math::log).toArray();
        double upper = PredictionInterval.of(logarithms, ACCEPTED_CONFIDENCE).upper();
        return median -> Math.log(median) > upper;
    }

    /** The medians of runs that trained with as many threads and whose own medians are certain enough. */
    private static List<Double> alike(TrendSeries series, HistoryRun baseline, int from, int to) {
        Integer threads = threads(baseline, series.cell());
        return series.points().subList(from, to).stream()
                .filter(point -> Objects.equals(threads(point.run(), series.cell()), threads))
                .filter(point -> Math.sqrt(point.upper() / point.lower()) <= 1 + MOST_UNCERTAIN)
                .map(TrendPoint::median)
                .toList();
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
