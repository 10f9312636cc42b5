package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellRecord.CurvePoint;
import io.mscale.report.chart.Axis;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Decimal;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.LogScale;
import io.mscale.report.chart.Name;
import io.mscale.report.chart.Point;
import io.mscale.report.chart.Stroke;
import io.mscale.report.chart.Styles;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.PublishedCurves;
import io.mscale.results.evidence.ReportedCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Test error over the training, as in fig. 1.3 of the chapter: one line per entry and thin lines for its other
 * repeats.
 */
final class LossFigure {

    private static final double PUBLISHED_WIDTH = 1.6;
    private static final double REPEAT_WIDTH = 0.8;
    private static final List<Integer> PUBLISHED_DASH = List.of(2, 3);

    private LossFigure() {}

    /** Against steps, with published results; empty if no entry has an error to draw. */
    static Optional<Chart> overSteps(TaskEntries task) {
        PublishedCurves published = PublishedCurves.of(task.task());
        List<Line> own = lines(task, task.entries(), CurvePoint::step);
        List<Line> others = published.curves().stream()
                .map(curve -> published(curve, task.styles()))
                .toList();
        return chart(task, "test error by step", Axis.of("training step", empty()), own, others, published.source());
    }

    /** Against training time, for entries whose times count; empty if none has an error to draw. */
    static Optional<Chart> overSeconds(TaskEntries task) {
        List<Entry> timed = task.entries().stream()
                .filter(entry ->
                        CellMeasures.trustedTiming(entry.representative().cell()) != null)
                .toList();
        List<Line> own = lines(task, timed, CurvePoint::seconds);
        return chart(task, "test error by training time", new Axis("training time", "s", empty()), own, List.of(), "");
    }

    private static Optional<Chart> chart(
            TaskEntries task, String title, Axis x, List<Line> own, List<Line> others, String source) {
        if (own.isEmpty()) {
            return Optional.empty();
        }
        List<Line> all = Stream.concat(own.stream(), others.stream()).toList();
        return Optional.of(Chart.of(
                task.title(title),
                task.caption(),
                new Axis(x.name(), x.unit(), scale(all, Point::x)),
                Axis.of("test error (MSE)", scale(all, Point::y)),
                Content.Lines.of(all),
                source));
    }

    private static LogScale empty() {
        return new LogScale(1, 10);
    }

    private static LogScale scale(List<Line> lines, ToDoubleFunction<Point> value) {
        return LogScale.around(
                lines.stream().flatMap(line -> line.points().stream()).mapToDouble(value));
    }

    private static List<Line> lines(TaskEntries task, List<Entry> entries, ToDoubleFunction<CurvePoint> x) {
        List<Line> lines = new ArrayList<>();
        List<Competitor> competitors = task.competitors();
        for (Entry entry : entries) {
            String variant = entry.contest().variant();
            Stroke stroke = Stroke.stacked(
                    task.styles().colour(entry.contestant(), variant),
                    Competitor.position(competitors, entry),
                    task.styles().dash(variant));
            boolean marked = task.devices().indexOf(entry.contest().device().toString()) > 0;
            ReportedCell first = entry.representative();
            lines.add(new Line(task.label(entry), stroke, Line.Role.MAIN, marked, points(first.cell(), x), List.of()));
            Stroke thin = new Stroke(stroke.colour(), REPEAT_WIDTH, stroke.dash());
            for (ReportedCell repeat : entry.cells()) {
                if (!repeat.equals(first)) {
                    lines.add(Line.of(task.label(entry), thin, Line.Role.REPEAT, points(repeat.cell(), x)));
                }
            }
        }
        return lines.stream().filter(LossFigure::isVisible).toList();
    }

    private static List<Point> points(CellRecord cell, ToDoubleFunction<CurvePoint> x) {
        return cell.curve().stream()
                .map(point -> new Point(x.applyAsDouble(point), error(point)))
                .filter(point -> Decimal.isDrawableLog(point.x()))
                .toList();
    }

    private static boolean isVisible(Line line) {
        return line.points().stream()
                .anyMatch(point -> Decimal.isDrawableLog(point.x()) && Decimal.isDrawableLog(point.y()));
    }

    private static Line published(PublishedCurves.Curve curve, Styles styles) {
        List<Point> points = curve.points().stream()
                .filter(point -> point.step() > 0)
                .map(point -> new Point(point.step(), point.testMse()))
                .toList();
        List<Integer> dash = curve.variant().equals("single") ? styles.dash("single") : PUBLISHED_DASH;
        return Line.of(
                Name.of(curve.name()),
                new Stroke(Stroke.PUBLISHED, PUBLISHED_WIDTH, dash),
                Line.Role.REFERENCE,
                points);
    }

    private static double error(CurvePoint point) {
        Double error = point.testMse();
        return error == null ? Double.NaN : error;
    }
}
