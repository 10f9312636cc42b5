package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Decimal;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import io.mscale.results.evidence.Entry;
import java.util.ArrayList;
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
        List<Line.Point> test = points(entries, CellRecord.Accuracy::testMse);
        List<Line.Point> training = points(entries, CellRecord.Accuracy::trainMse);
        if (test.isEmpty()) {
            return Optional.empty();
        }
        Stream<Line.Point> all = Stream.concat(test.stream(), training.stream());
        return Optional.of(task.chart(
                "errors by largest scale",
                Chart.Axis.of("largest scale", Scale.Log.around(test.stream().mapToDouble(Line.Point::x))),
                Chart.Axis.of("final MSE", Scale.Log.around(all.mapToDouble(Line.Point::y))),
                Content.Lines.of(List.of(line("test", TEST, test), line("training", TRAINING, training))),
                ""));
    }

    private static Line line(String name, Stroke stroke, List<Line.Point> points) {
        return new Line(Line.Name.of(name), stroke, Line.Role.MAIN, true, points, List.of());
    }

    private static List<Line.Point> points(List<Entry> entries, Function<CellRecord.Accuracy, @Nullable Double> error) {
        List<Line.Point> points = new ArrayList<>();
        for (Entry entry : entries) {
            CellRecord cell = entry.representative().cell();
            Double value = cell.accuracy() == null ? null : error.apply(cell.accuracy());
            if (value != null && Decimal.isDrawableLog(value)) {
                double largest =
                        Arrays.stream(cell.network().scales().values()).max().orElse(1);
                points.add(new Line.Point(largest, value));
            }
        }
        points.sort(Comparator.comparingDouble(Line.Point::x));
        return points;
    }
}
