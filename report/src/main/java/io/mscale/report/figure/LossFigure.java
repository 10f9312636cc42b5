package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellRecord.CurvePoint;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Decimal;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Scale;
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
        List<Line> lines = lines(task, task.entries(), CurvePoint::step);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        PublishedCurves published = PublishedCurves.of(task.task());
        published.curves().forEach(curve -> lines.add(published(curve, task.styles())));
        return Optional.of(chart(task, "test error by step", "training step", "", lines, published.source()));
    }

    /** Against training time, for entries whose times count; empty if none has an error to draw. */
    static Optional<Chart> overSeconds(TaskEntries task) {
        List<Entry> timed = task.entries().stream()
                .filter(entry ->
                        CellMeasures.trustedTiming(entry.representative().cell()) != null)
                .toList();
        List<Line> lines = lines(task, timed, CurvePoint::seconds);
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(chart(task, "test error by training time", "training time", "s", lines, ""));
    }

    private static Chart chart(TaskEntries task, String title, String x, String unit, List<Line> lines, String source) {
        return task.chart(
                title,
                new Chart.Axis(x, unit, scale(lines, Line.Point::x)),
                Chart.Axis.of("test error (MSE)", scale(lines, Line.Point::y)),
                Content.Lines.of(lines),
                source);
    }

    private static Scale scale(List<Line> lines, ToDoubleFunction<Line.Point> value) {
        return Scale.Log.around(
                lines.stream().flatMap(line -> line.points().stream()).mapToDouble(value));
    }

    private static List<Line> lines(TaskEntries task, List<Entry> entries, ToDoubleFunction<CurvePoint> x) {
        List<Line> lines = new ArrayList<>();
        for (Entry entry : entries) {
            String variant = entry.contest().variant();
            Stroke stroke = Stroke.stacked(
                    task.styles().colour(entry.contestant(), variant),
                    task.position(entry),
                    task.styles().dash(variant));
            boolean marked = task.devices().indexOf(TaskEntries.device(entry)) > 0;
            ReportedCell first = entry.representative();
            lines.add(new Line(task.label(entry), stroke, Line.Role.MAIN, marked, points(first.cell(), x), List.of()));
            Stroke thin = new Stroke(stroke.colour(), REPEAT_WIDTH, stroke.dash());
            for (ReportedCell repeat : entry.cells()) {
                if (!repeat.equals(first)) {
                    lines.add(Line.of(task.label(entry), thin, Line.Role.REPEAT, points(repeat.cell(), x)));
                }
            }
        }
        lines.removeIf(line -> line.points().stream().noneMatch(point -> Decimal.isDrawableLog(point.y())));
        return lines;
    }

    private static List<Line.Point> points(CellRecord cell, ToDoubleFunction<CurvePoint> x) {
        List<Line.Point> points = new ArrayList<>();
        for (CurvePoint point : cell.curve()) {
            Double error = point.testMse();
            if (Decimal.isDrawableLog(x.applyAsDouble(point))) {
                points.add(new Line.Point(x.applyAsDouble(point), error == null ? Double.NaN : error));
            }
        }
        return points;
    }

    private static Line published(PublishedCurves.Curve curve, Styles styles) {
        List<Line.Point> points = curve.points().stream()
                .filter(point -> point.step() > 0)
                .map(point -> new Line.Point(point.step(), point.testMse()))
                .toList();
        List<Integer> dash = curve.variant().equals("single") ? styles.dash("single") : PUBLISHED_DASH;
        Stroke stroke = new Stroke(Stroke.PUBLISHED, PUBLISHED_WIDTH, dash);
        return Line.of(Line.Name.of(curve.name()), stroke, Line.Role.REFERENCE, points);
    }
}
