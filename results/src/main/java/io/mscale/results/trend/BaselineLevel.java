package io.mscale.results.trend;

import io.mscale.api.LibraryInfo;
import io.mscale.record.cell.CellRecord;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.EarlierRuns;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.statistics.PredictionInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a history that are at a baseline's level: of each metric, those since its last lasting change, up to the baseline.
 * Later ones may be worse, which is what a gate should find out, also while the runs up to the baseline are few.
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
                .filter(run -> !run.runId().equals(without) || run.runId().equals(baseline.runId()))
                .toList();
        EarlierRuns level = new EarlierRuns();
        for (TrendSeries series : Trend.of(others).series()) {
            int place = place(series, baseline);
            // What the baseline did not measure has no level.
            if (place >= 0 && series.metric().variesBetweenRuns()) {
                level.add(series.cell(), series.metric(), medians(series, baseline, place));
            }
        }
        return level;
    }

    /** The baseline's index in the series; -1 if it is not there. */
    private static int place(TrendSeries series, HistoryRun baseline) {
        for (int i = 0; i < series.points().size(); i++) {
            if (series.points().get(i).run().runId().equals(baseline.runId())) {
                return i;
            }
        }
        return -1;
    }

    private static List<Double> medians(TrendSeries series, HistoryRun baseline, int place) {
        List<Integer> begins = new ArrayList<>(List.of(0));
        series.changes().stream()
                .filter(change -> change.kind() != TrendChange.Kind.RECENT && change.last() <= place)
                .map(TrendChange::last)
                .sorted()
                .forEach(begins::add);
        int current = begins.size() - 1;
        List<Double> level = alike(series, baseline, begins.get(current), place + 1);
        List<Double> last = new ArrayList<>(level.subList(newLevel(level), level.size()));
        if (last.size() == level.size()) {
            earlier(series, baseline, begins, last).ifPresent(runs -> last.addAll(0, runs));
        }
        return last.subList(Math.max(0, last.size() - MOST_RUNS), last.size());
    }

    /** Of a level of few runs, the earlier one that it went back to, as after a slowdown that was reverted; empty if there is none. */
    private static Optional<List<Double>> earlier(
            TrendSeries series, HistoryRun baseline, List<Integer> begins, List<Double> few) {
        for (int i = begins.size() - 2; i >= 0 && few.size() < PredictionInterval.FEWEST_VALUES; i--) {
            List<Double> runs = alike(series, baseline, begins.get(i), begins.get(i + 1));
            if (runs.size() >= PredictionInterval.FEWEST_VALUES) {
                PredictionInterval level = interval(runs);
                if (few.stream().map(Math::log).allMatch(run -> run >= level.lower() && run <= level.upper())) {
                    return Optional.of(runs);
                }
            }
        }
        return Optional.empty();
    }

    private static PredictionInterval interval(List<Double> medians) {
        return PredictionInterval.of(medians.stream().mapToDouble(Math::log).toArray(), ACCEPTED_CONFIDENCE);
    }

    /**
     * Where the last runs begin a level of their own, before that shows as a lasting change: above the runs before them, since a
     * baseline is worse only if that was accepted, or below, if that is so twice, since one may be lucky.
     */
    private static int newLevel(List<Double> medians) {
        for (int start = PredictionInterval.FEWEST_VALUES; start < medians.size(); start++) {
            PredictionInterval before = interval(medians.subList(0, start));
            List<Double> last = medians.subList(start, medians.size());
            boolean areAbove = last.stream().allMatch(median -> Math.log(median) > before.upper());
            boolean areBelow = last.size() > 1 && last.stream().allMatch(median -> Math.log(median) < before.lower());
            if (areAbove || areBelow) {
                return start;
            }
        }
        return 0;
    }

    /**
     * The medians of runs that trained with as many threads and whose own medians are certain enough. A run of which nothing
     * could be said if it were the head says nothing of the level either, but a baseline is what the user made it.
     */
    private static List<Double> alike(TrendSeries series, HistoryRun baseline, int from, int to) {
        Integer threads = threads(baseline, series.cell());
        return series.points().subList(from, to).stream()
                .filter(point -> Objects.equals(threads(point.run(), series.cell()), threads))
                .filter(point -> !point.ended().tellNothingOf(series.metric())
                        || point.run().runId().equals(baseline.runId()))
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
}
