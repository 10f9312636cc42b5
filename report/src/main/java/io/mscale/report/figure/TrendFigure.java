package io.mscale.report.figure;

import io.mscale.record.run.Fingerprint;
import io.mscale.record.run.JavaRuntime;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import io.mscale.report.text.Text;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.CellNames;
import io.mscale.results.compare.Metric;
import io.mscale.results.history.Baselines;
import io.mscale.results.history.HistoryRun;
import io.mscale.results.trend.CellEvent;
import io.mscale.results.trend.Trend;
import io.mscale.results.trend.TrendChange;
import io.mscale.results.trend.TrendFailure;
import io.mscale.results.trend.TrendPoint;
import io.mscale.results.trend.TrendSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A metric over the runs of a history: for each cell the median, its interval, and the levels between change points.
 */
public final class TrendFigure {

    private static final int COMMIT_LETTERS = 12;
    private static final Stroke MEDIAN = Stroke.solid(Stroke.ACCENT, 1.5);
    private static final Stroke LEVEL = new Stroke(Stroke.INK, 1.5, List.of(5, 4));

    private static final double BYTES_PER_MEGABYTE = 1e6;

    /** Reasons may be long, and a tool tip is narrow. */
    private static final int REASON_LETTERS = 100;

    private static final DateTimeFormatter DAY = formatter("uuuu-MM-dd");
    private static final DateTimeFormatter MINUTE = formatter("uuuu-MM-dd HH:mm");

    /** Runs of a shorter time are told apart by the time of day. */
    private static final Duration FEW_DAYS = Duration.ofDays(3);

    private final Trend trend;
    private final Baselines.Names baselines;
    private final CellNames names;

    public TrendFigure(Trend trend, Baselines.Names baselines) {
        this.trend = trend;
        this.baselines = baselines;
        this.names = new CellNames(Stream.concat(
                        trend.series().stream().map(TrendSeries::cell),
                        trend.events().stream().map(CellEvent::cell))
                .toList());
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    public List<Fingerprint> machines() {
        return trend.series().stream().map(TrendSeries::machine).distinct().toList();
    }

    public String name(CellKey cell) {
        return Text.oneLine(names.of(cell));
    }

    /** Why a cell failed, on one line and shortened. */
    public static String reason(String reason) {
        String line = Text.oneLine(reason);
        return line.length() <= REASON_LETTERS ? line : line.substring(0, REASON_LETTERS) + "…";
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
            case INSTRUCTIONS -> panel(series, "M", count -> count / 1e6);
            case ALLOCATION -> panel(series, "kB", bytes -> bytes / 1e3);
            case TEST_MSE -> panel(series, "", mse -> mse);
        };
    }

    private Chart.Panel panel(TrendSeries series, String unit, DoubleUnaryOperator inUnit) {
        boolean isLog = series.metric() == Metric.TEST_MSE;
        double[] medians = series.points().stream()
                .mapToDouble(point -> inUnit.applyAsDouble(point.median()))
                .toArray();
        YRange range = YRange.of(isLog ? logarithms(medians) : medians, isLog);
        List<Line> lines = new ArrayList<>();
        Line median = medians(series, inUnit);
        lines.add(median);
        disturbed(series, median).ifPresent(lines::add);
        List<Line.Point> levels = levels(series, inUnit);
        if (!levels.isEmpty()) {
            lines.add(Line.of(Line.Name.of("level"), LEVEL, Line.Role.REFERENCE, levels));
        }
        List<Line.Point> beyond = range.beyond(isLog ? logarithms(medians) : medians).stream()
                .map(i -> new Line.Point(series.place(i), medians[i]))
                .toList();
        return new Chart.Panel(
                name(series.cell()) + (series.isTooShort() ? " (too few runs to tell)" : ""),
                Chart.Axis.of("", places(series.runs())),
                new Chart.Axis(series.metric().title(), unit, scale(series, inUnit, range, isLog)),
                Content.Lines.of(lines, events(series), beyond));
    }

    private static double[] logarithms(double[] values) {
        return Arrays.stream(values).map(Math::log).toArray();
    }

    /** An axis of all values that are not beyond it. The scatter of repeats may leave it as well. */
    private static Scale scale(TrendSeries series, DoubleUnaryOperator inUnit, YRange range, boolean isLog) {
        DoubleUnaryOperator drawn = isLog ? value -> Math.log(inUnit.applyAsDouble(value)) : inUnit;
        DoubleStream ends = series.points().stream()
                .filter(point -> range.contains(drawn.applyAsDouble(point.median())))
                .flatMapToDouble(point -> DoubleStream.of(point.lower(), point.upper()))
                .map(drawn)
                .map(range::end);
        return isLog ? Scale.Log.around(ends.map(Math::exp)) : Scale.Linear.around(ends);
    }

    /** The medians with gaps where the cell failed. */
    private static Line medians(TrendSeries series, DoubleUnaryOperator inUnit) {
        List<Line.Point> medians = new ArrayList<>();
        List<Line.Interval> band = new ArrayList<>();
        int failed = 0;
        for (int i = 0; i <= series.points().size(); i++) {
            while (failed < series.failures().size()
                    && series.failures().get(failed).points() == i) {
                medians.add(new Line.Point(medians.size(), Double.NaN));
                band.add(new Line.Interval(Double.NaN, Double.NaN));
                failed++;
            }
            if (i < series.points().size()) {
                TrendPoint run = series.points().get(i);
                medians.add(new Line.Point(medians.size(), inUnit.applyAsDouble(run.median())));
                band.add(new Line.Interval(inUnit.applyAsDouble(run.lower()), inUnit.applyAsDouble(run.upper())));
            }
        }
        boolean hasSpread = band.stream().anyMatch(interval -> interval.lower() < interval.upper());
        return new Line(
                Line.Name.of("median"),
                MEDIAN,
                Line.Role.MAIN,
                false,
                medians,
                hasSpread ? band : List.of(),
                null,
                null);
    }

    /** Rings around the values that a disturbed machine may have changed; empty if there are none. */
    private static Optional<Line> disturbed(TrendSeries series, Line median) {
        List<Line.Point> rings = new ArrayList<>();
        median.points().forEach(point -> rings.add(new Line.Point(point.x(), Double.NaN)));
        boolean isAny = false;
        for (int i = 0; i < series.points().size(); i++) {
            if (series.points().get(i).isDisturbed(series.metric())) {
                int place = series.place(i);
                rings.set(place, median.points().get(place));
                isAny = true;
            }
        }
        return isAny
                ? Optional.of(new Line(
                        Line.Name.of("disturbed machine"),
                        Stroke.dots(Stroke.ACCENT),
                        Line.Role.MAIN,
                        true,
                        rings,
                        List.of(),
                        null,
                        null))
                : Optional.empty();
    }

    private List<Content.Event> events(TrendSeries series) {
        List<Content.Event> events = new ArrayList<>();
        series.otherRuntimes()
                .forEach(index -> events.add(new Content.Event(
                        series.place(index),
                        "Java " + java(series, index - 1) + ", from here on " + java(series, index),
                        null,
                        Content.Event.Mark.FROM_HERE)));
        List<HistoryRun> runs = series.runs();
        for (int i = 0; i < runs.size(); i++) {
            for (String name : baselines.of(runs.get(i))) {
                events.add(new Content.Event(i, "baseline " + Text.oneLine(name), null, Content.Event.Mark.HERE));
            }
        }
        for (int i = 0; i < series.points().size(); i++) {
            int place = series.place(i);
            TrendTexts.disturbed(series.metric(), series.points().get(i))
                    .ifPresent(text -> events.add(new Content.Event(place, text, null, Content.Event.Mark.TOLD)));
        }
        for (int i = 0; i < series.failures().size(); i++) {
            TrendFailure failure = series.failures().get(i);
            events.add(new Content.Event(
                    failure.points() + i, reason(failure.reason()), true, Content.Event.Mark.ON_AXIS));
        }
        series.changes()
                .forEach(change -> events.add(new Content.Event(
                        series.place(change.index()),
                        TrendTexts.fromHere(change),
                        change.ratio() > 1,
                        Content.Event.Mark.FROM_HERE)));
        return events;
    }

    private static String java(TrendSeries series, int index) {
        String jvm = series.points().get(index).run().record().environment().jvm();
        String version = JavaRuntime.parse(jvm).version();
        return Text.oneLine(version.isEmpty() ? jvm : version);
    }

    /** The levels between lasting changes, joined by the lines of drifts. */
    private static List<Line.Point> levels(TrendSeries series, DoubleUnaryOperator inUnit) {
        List<TrendChange> changes = series.changes().stream()
                .filter(change -> change.kind() != TrendChange.Kind.RECENT)
                .toList();
        List<Line.Point> levels = new ArrayList<>();
        int from = 0;
        double level = Double.NaN;
        for (TrendChange change : changes) {
            level = inUnit.applyAsDouble(change.before());
            levels.add(new Line.Point(series.place(from), level));
            levels.add(new Line.Point(series.place(Math.max(from, change.index() - 1)), level));
            from = change.last();
            level = inUnit.applyAsDouble(change.after());
            levels.add(new Line.Point(series.place(from), level));
        }
        if (!changes.isEmpty()) {
            levels.add(new Line.Point(series.place(series.points().size() - 1), level));
        }
        return levels.stream().distinct().toList();
    }

    private static Scale places(List<HistoryRun> runs) {
        List<Instant> times = runs.stream().map(HistoryRun::startedAt).toList();
        List<String> days = times.stream().map(DAY::format).toList();
        boolean areFewDays =
                Duration.between(Collections.min(times), Collections.max(times)).compareTo(FEW_DAYS) < 0;
        boolean isDayEnough = !areFewDays && days.stream().distinct().count() == days.size();
        return new Scale.Places(
                isDayEnough ? days : times.stream().map(MINUTE::format).toList(),
                runs.stream().map(TrendFigure::commit).toList());
    }
}
