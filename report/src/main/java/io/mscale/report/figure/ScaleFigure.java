package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord;
import io.mscale.report.chart.Axis;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Decimal;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.LogScale;
import io.mscale.report.chart.Name;
import io.mscale.report.chart.Point;
import io.mscale.report.chart.Stroke;
import io.mscale.results.evidence.Entry;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Final errors over the largest scale of the first layer: where training and test error diverge, scales are too
 * large.
 */
final class ScaleFigure {

    private static final Stroke TEST = Stroke.solid("#d55e00", 2);
    private static final Stroke TRAINING = new Stroke("#0072b2", 2, List.of(6, 4));

    private ScaleFigure() {}

    /** The figure; empty if no entry has an error to draw. */
    static Optional<Chart> of(TaskEntries task, List<Entry> entries) {
        List<Point> test = points(entries, CellRecord.Accuracy::testMse);
        List<Point> training = points(entries, CellRecord.Accuracy::trainMse);
        if (test.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Chart.of(
                task.title("errors by largest scale"),
                task.caption(),
                Axis.of("largest scale", LogScale.around(test.stream().mapToDouble(Point::x))),
                Axis.of(
                        "final MSE",
                        LogScale.around(
                                Stream.concat(test.stream(), training.stream()).mapToDouble(Point::y))),
                Content.Lines.of(List.of(line("test", TEST, test), line("training", TRAINING, training))),
                ""));
    }

    private static Line line(String name, Stroke stroke, List<Point> points) {
        return new Line(Name.of(name), stroke, Line.Role.MAIN, true, points, List.of());
    }

    private static List<Point> points(List<Entry> entries, Function<CellRecord.Accuracy, @Nullable Double> error) {
        return entries.stream()
                .map(entry -> entry.representative().cell())
                .filter(cell -> cell.accuracy() != null)
                .map(cell -> point(cell, error))
                .filter(point -> Decimal.isDrawableLog(point.y()))
                .sorted(Comparator.comparingDouble(Point::x))
                .toList();
    }

    private static Point point(CellRecord cell, Function<CellRecord.Accuracy, @Nullable Double> error) {
        double largest = Arrays.stream(cell.network().scales().values()).max().orElse(1);
        CellRecord.Accuracy accuracy = cell.accuracy();
        Double value = accuracy == null ? null : error.apply(accuracy);
        return new Point(largest, value == null ? Double.NaN : value);
    }
}
