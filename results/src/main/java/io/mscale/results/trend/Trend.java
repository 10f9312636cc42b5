package io.mscale.results.trend;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.run.Fingerprint;
import io.mscale.record.run.LikeMachines;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.Metric;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.statistics.ConfidenceInterval;
import io.mscale.results.statistics.MedianInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All trends of a history.
 *
 * @param runs the runs by start time
 * @param series one series per machine, cell and metric measured
 */
public record Trend(List<HistoryRun> runs, List<TrendSeries> series) {

    public Trend {
        runs = List.copyOf(runs);
        series = List.copyOf(series);
    }

    private record Key(Fingerprint machine, CellKey cell, Metric metric) {}

    /**
     * Computes the trends of these runs.
     *
     * @param runs by start time
     */
    public static Trend of(List<HistoryRun> runs) {
        Map<Key, List<TrendPoint>> points = new LinkedHashMap<>();
        LikeMachines machines =
                new LikeMachines(runs.stream().map(HistoryRun::machine).toList());
        for (HistoryRun run : runs) {
            Fingerprint machine = machines.of(run.machine());
            Map<CellKey, List<CellRecord>> cells = Evidence.groupBy(
                    run.entry().run().cells().stream()
                            .filter(cell -> !cell.measurement().twin())
                            .toList(),
                    CellKey::of);
            cells.forEach((cell, repeats) -> {
                for (Metric metric : Metric.values()) {
                    double[] values = metric.of(repeats);
                    if (values.length > 0) {
                        points.computeIfAbsent(new Key(machine, cell, metric), key -> new ArrayList<>())
                                .add(point(run, values));
                    }
                }
            });
        }
        return new Trend(
                runs,
                List.copyOf(points.entrySet()).parallelStream()
                        .map(entry -> TrendSeries.of(
                                entry.getKey().machine(),
                                entry.getKey().cell(),
                                entry.getKey().metric(),
                                entry.getValue()))
                        .toList());
    }

    private static TrendPoint point(HistoryRun run, double[] values) {
        MedianInterval median = MedianInterval.of(values);
        DoubleSummaryStatistics all = Arrays.stream(values).summaryStatistics();
        return new TrendPoint(
                run,
                values.length,
                median.median(),
                median.interval().map(ConfidenceInterval::lower).orElse(all.getMin()),
                median.interval().map(ConfidenceInterval::upper).orElse(all.getMax()));
    }
}
