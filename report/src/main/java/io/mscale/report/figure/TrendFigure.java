package io.mscale.report.figure;

import io.mscale.record.run.Fingerprint;
import io.mscale.record.run.JavaRuntime;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import io.mscale.report.text.Text;
import io.mscale.results.compare.CellNames;
import io.mscale.results.compare.Metric;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.number.Formats;
import io.mscale.results.trend.Trend;
import io.mscale.results.trend.TrendChange;
import io.mscale.results.trend.TrendPoint;
import io.mscale.results.trend.TrendSeries;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * A metric over the runs of a history: for each cell the median, its interval, and the levels between change points.
 */
public final class TrendFigure {

    private static final int COMMIT_LETTERS = 12;
    private static final Stroke MEDIAN = Stroke.solid(Stroke.ACCENT, 1.5);
    private static final Stroke LEVEL = new Stroke(Stroke.INK, 1.5, List.of(5, 4));

    private static final double BYTES_PER_MEGABYTE = 1e6;

    private final Trend trend;
    private final CellNames names;

    public TrendFigure(Trend trend) {
        this.trend = trend;
        this.names =
                new CellNames(trend.series().stream().map(TrendSeries::cell).toList());
    }

    public List<Fingerprint> machines() {
        return trend.series().stream().map(TrendSeries::machine).distinct().toList();
    }

    public String name(TrendSeries series) {
        return Text.oneLine(names.of(series.cell()));
    }

    /** A run's commit in its shortest form, or its id. */
    public static String commit(HistoryRun run) {
        String commit = run.record().tool().commit();
        return Text.oneLine(
                commit == null || commit.isEmpty()
                        ? run.record().runId()
                        : commit.substring(0, Math.min(commit.length(), COMMIT_LETTERS)));
    }

    /** A metric's chart for one machine, with a panel for each cell; empty if the metric was not measured there. */
    public Optional<Chart> chart(Fingerprint machine, Metric metric) {
        List<Chart.Panel> panels = trend.series().stream()
                .filter(series -> series.machine().equals(machine) && series.metric() == metric)
                .map(this::panel)
                .toList();
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Chart(metric.title() + " run by run", Text.oneLine(machine.toString()), panels, ""));
    }

    private Chart.Panel panel(TrendSeries series) {
        List<TrendPoint> runs = series.points();
        double most = runs.stream().mapToDouble(TrendPoint::upper).max().orElse(1);
        Chart.TimeUnit time = Chart.TimeUnit.of(most);
        return switch (series.metric()) {
            case STEP, STARTUP, FIRST_STEP -> panel(series, time.symbol(), time::from);
            case PEAK_MEMORY -> panel(series, "MB", bytes -> bytes / BYTES_PER_MEGABYTE);
            case TEST_MSE -> panel(series, "", mse -> mse);
        };
    }

    private Chart.Panel panel(TrendSeries series, String unit, DoubleUnaryOperator inUnit) {
        List<TrendPoint> runs = series.points();
        List<Line.Point> medians = new ArrayList<>();
        List<Line.Interval> band = new ArrayList<>();
        for (TrendPoint run : runs) {
            medians.add(new Line.Point(medians.size(), inUnit.applyAsDouble(run.median())));
            band.add(new Line.Interval(inUnit.applyAsDouble(run.lower()), inUnit.applyAsDouble(run.upper())));
        }
        boolean hasSpread = band.stream().anyMatch(interval -> interval.lower() < interval.upper());
        Line.Name name = Line.Name.of("median");
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(name, MEDIAN, Line.Role.MAIN, false, medians, hasSpread ? band : List.of(), null, null));
        if (!series.changes().isEmpty()) {
            lines.add(Line.of(Line.Name.of("level"), LEVEL, Line.Role.REFERENCE, levels(series, inUnit)));
        }
        DoubleStream values = band.stream().flatMapToDouble(i -> DoubleStream.of(i.lower(), i.upper()));
        Scale y = series.metric() == Metric.TEST_MSE ? Scale.Log.around(values) : Scale.Linear.around(values);
        return new Chart.Panel(
                name(series),
                Chart.Axis.of("", places(runs)),
                new Chart.Axis(series.metric().title(), unit, y),
                new Content.Lines(lines, null, events(series)));
    }

    /** The lasting changes, and the runs from which on Java was another patch. */
    private static List<Content.Event> events(TrendSeries series) {
        List<Content.Event> events = new ArrayList<>();
        series.otherRuntimes()
                .forEach(index -> events.add(new Content.Event(
                        index, "Java " + java(series, index - 1) + ", from here on " + java(series, index), null)));
        series.changes()
                .forEach(change -> events.add(new Content.Event(
                        change.index(),
                        "from here on " + Formats.factor(change.ratio()) + " times",
                        change.ratio() > 1)));
        return events;
    }

    private static String java(TrendSeries series, int index) {
        String jvm = series.points().get(index).run().record().environment().jvm();
        String version = JavaRuntime.parse(jvm).version();
        return Text.oneLine(version.isEmpty() ? jvm : version);
    }

    private static List<Line.Point> levels(TrendSeries series, DoubleUnaryOperator inUnit) {
        List<Line.Point> levels = new ArrayList<>();
        int from = 0;
        double level = inUnit.applyAsDouble(series.changes().get(0).before());
        for (TrendChange change : series.changes()) {
            levels.add(new Line.Point(from, level));
            levels.add(new Line.Point(change.index() - 1, level));
            from = change.index();
            level = inUnit.applyAsDouble(change.after());
        }
        levels.add(new Line.Point(from, level));
        levels.add(new Line.Point(series.points().size() - 1, level));
        return levels.stream().distinct().toList();
    }

    private static Scale places(List<TrendPoint> runs) {
        List<String> days = runs.stream()
                .map(point -> point.run()
                        .startedAt()
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString())
                .toList();
        return new Scale.Places(
                days, runs.stream().map(point -> commit(point.run())).toList());
    }
}
