package io.mscale.results.trend;

import io.mscale.record.run.Fingerprint;
import io.mscale.record.run.LikeMachines;
import io.mscale.results.compare.CellComparison;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.Metric;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.history.RunSource;
import io.mscale.results.statistics.ConfidenceInterval;
import io.mscale.results.statistics.MedianInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All trends of a history.
 *
 * @param runs the runs in their order
 * @param series one series per machine, cell and metric measured
 * @param events what became of the cells, besides their values
 */
public record Trend(List<HistoryRun> runs, List<TrendSeries> series, List<CellEvent> events) {

    public Trend {
        runs = List.copyOf(runs);
        series = List.copyOf(series);
        events = List.copyOf(events);
    }

    private record CellOn(Fingerprint machine, CellKey cell) {}

    private record Key(CellOn cell, Metric metric) {}

    /** A value, and the place of its run among those of its machine. */
    private record Placed(int place, TrendPoint point) {}

    /**
     * Computes the trends of these runs.
     *
     * @param runs in the order in which they are to be shown
     */
    public static Trend of(List<HistoryRun> runs) {
        Map<Fingerprint, List<HistoryRun>> runsOf = new LinkedHashMap<>();
        Map<CellOn, CellRuns> cellRuns = new LinkedHashMap<>();
        Map<Key, List<Placed>> points = new LinkedHashMap<>();
        LikeMachines machines =
                new LikeMachines(runs.stream().map(HistoryRun::machine).toList());
        for (HistoryRun run : runs) {
            Fingerprint machine = machines.of(run.machine());
            List<HistoryRun> itsRuns = runsOf.computeIfAbsent(machine, key -> new ArrayList<>());
            int place = itsRuns.size();
            itsRuns.add(run);
            RunSource source = RunSource.of(run);
            Map<CellKey, List<ReportedCell>> cells = Evidence.groupBy(
                    Evidence.of(source.folder(), source.record()).cells(), cell -> CellKey.of(cell.cell()));
            cells.forEach((key, repeats) -> {
                CellOn cell = new CellOn(machine, key);
                cellRuns.computeIfAbsent(cell, of -> new CellRuns(machine, key))
                        .add(place, repeats.stream().map(ReportedCell::cell).toList());
                CellComparison.Repeats ended = CellComparison.Repeats.of(repeats);
                for (Metric metric : Metric.values()) {
                    double[] values = ended.values(metric, repeats);
                    if (values.length > 0) {
                        points.computeIfAbsent(new Key(cell, metric), of -> new ArrayList<>())
                                .add(new Placed(place, point(run, values, ended)));
                    }
                }
            });
        }
        return new Trend(
                runs,
                List.copyOf(points.entrySet()).parallelStream()
                        .map(entry -> series(entry.getKey(), entry.getValue(), cellRuns, runsOf))
                        .toList(),
                cellRuns.entrySet().stream()
                        .flatMap(
                                entry -> entry
                                        .getValue()
                                        .events(Objects.requireNonNull(
                                                runsOf.get(entry.getKey().machine())))
                                        .stream())
                        .toList());
    }

    private static TrendSeries series(
            Key key, List<Placed> points, Map<CellOn, CellRuns> cellRuns, Map<Fingerprint, List<HistoryRun>> runsOf) {
        Fingerprint machine = key.cell().machine();
        List<HistoryRun> runs = Objects.requireNonNull(runsOf.get(machine));
        List<TrendFailure> failures = Objects.requireNonNull(cellRuns.get(key.cell())).failures().stream()
                .map(failure -> new TrendFailure(
                        runs.get(failure.place()),
                        (int) points.stream()
                                .filter(point -> point.place() < failure.place())
                                .count(),
                        failure.reason()))
                .toList();
        return TrendSeries.of(
                machine,
                key.cell().cell(),
                key.metric(),
                points.stream().map(Placed::point).toList(),
                failures);
    }

    private static TrendPoint point(HistoryRun run, double[] values, CellComparison.Repeats ended) {
        MedianInterval median = MedianInterval.of(values);
        DoubleSummaryStatistics all = Arrays.stream(values).summaryStatistics();
        return new TrendPoint(
                run,
                values.length,
                median.median(),
                median.interval().map(ConfidenceInterval::lower).orElse(all.getMin()),
                median.interval().map(ConfidenceInterval::upper).orElse(all.getMax()),
                ended);
    }
}
