package io.mscale.report.html;

import io.mscale.record.run.Fingerprint;
import io.mscale.report.text.Text;
import io.mscale.results.compare.CellNames;
import io.mscale.results.compare.Metric;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.trend.Trend;
import io.mscale.results.trend.TrendPoint;
import io.mscale.results.trend.TrendSeries;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The trend page's data, kept small: a run is told once and then named by its index, columns are arrays, numbers have as
 * many digits as a chart can show.
 */
final class TrendData {

    private static final MathContext DIGITS = new MathContext(4);
    private static final int COMMIT_LETTERS = 12;
    private static final List<Metric> METRICS = List.of(Metric.values());

    private final Trend trend;
    private final List<Fingerprint> machines;
    private final CellNames names;

    TrendData(Trend trend) {
        this.trend = trend;
        this.machines =
                trend.series().stream().map(TrendSeries::machine).distinct().toList();
        this.names =
                new CellNames(trend.series().stream().map(TrendSeries::cell).toList());
    }

    /** The machines in the order of the page. */
    List<Fingerprint> machines() {
        return machines;
    }

    /** The name of a series' cell. */
    String name(TrendSeries series) {
        return names.of(series.cell());
    }

    /** A commit as short as it can be told. */
    static String commit(HistoryRun run) {
        String commit = run.record().tool().commit();
        return commit == null ? "" : commit.substring(0, Math.min(commit.length(), COMMIT_LETTERS));
    }

    Map<String, Object> toMap() {
        Map<Path, Integer> indices = new HashMap<>();
        List<List<Object>> runs = new ArrayList<>();
        for (HistoryRun run : trend.runs()) {
            indices.put(run.file(), runs.size());
            runs.add(List.of(
                    run.startedAt().getEpochSecond(),
                    Text.oneLine(commit(run)),
                    run.record().runId()));
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("runs", runs);
        data.put("metrics", METRICS.stream().map(TrendData::metric).toList());
        data.put(
                "series",
                trend.series().stream().map(series -> series(series, indices)).toList());
        return data;
    }

    private static Map<String, Object> metric(Metric metric) {
        return Map.of("id", metric.id(), "title", metric.title());
    }

    private Map<String, Object> series(TrendSeries series, Map<Path, Integer> indices) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("machine", machines.indexOf(series.machine()));
        map.put("cell", Text.oneLine(name(series)));
        map.put("metric", METRICS.indexOf(series.metric()));
        map.put(
                "runs",
                series.points().stream()
                        .map(point -> indices.get(point.run().file()))
                        .toList());
        map.put("median", column(series, TrendPoint::median));
        boolean hasSpread = series.points().stream().anyMatch(point -> point.lower() < point.upper());
        map.put("lower", hasSpread ? column(series, TrendPoint::lower) : null);
        map.put("upper", hasSpread ? column(series, TrendPoint::upper) : null);
        map.put(
                "changes",
                series.changes().stream()
                        .map(change -> List.of(change.index(), rounded(change.before()), rounded(change.after())))
                        .toList());
        return map;
    }

    private static List<@Nullable Number> column(TrendSeries series, ToDoubleFunction<TrendPoint> value) {
        List<@Nullable Number> column = new ArrayList<>();
        series.points().forEach(point -> column.add(rounded(value.applyAsDouble(point))));
        return column;
    }

    private static Number rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }
}
