package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord;
import io.mscale.results.evidence.Entry;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The final errors over the largest scale of the first layer: where training and test error part, scales are too large. */
final class ScaleFigure {

    private static final double WIDTH = 900;
    private static final Area PLOT = new Area(70, 44, 550, 380);
    private static final double LEGEND_LEFT = 638;
    private static final double BELOW = 56;
    private static final Stroke TEST = Stroke.solid("#d55e00", 2);
    private static final Stroke TRAINING = new Stroke("#0072b2", 2, "6 4");

    private ScaleFigure() {}

    /** The figure; empty if no entry has an error to draw. */
    static Optional<String> of(TaskEntries task, List<Entry> entries) {
        List<Point> test = points(entries, CellRecord.Accuracy::testMse);
        List<Point> training = points(entries, CellRecord.Accuracy::trainMse);
        if (test.isEmpty()) {
            return Optional.empty();
        }
        String title = task.title("errors by largest scale");
        Svg svg = new Svg(WIDTH, PLOT.bottom() + BELOW, title, task.caption());
        svg.text(PLOT.left(), 26, TextStyle.TITLE.fit(title, WIDTH - PLOT.left()), TextStyle.TITLE);
        Panel panel = new Panel(
                svg,
                PLOT,
                LogScale.around(test.stream().mapToDouble(Point::x)),
                LogScale.around(Stream.concat(test.stream(), training.stream()).mapToDouble(Point::y)));
        panel.grid();
        panel.line(training, TRAINING);
        panel.line(test, TEST);
        panel.circles(training, Legend.MARK, Stroke.solid(TRAINING.colour(), 1.5));
        panel.circles(test, Legend.MARK, Stroke.solid(TEST.colour(), 1.5));
        panel.axes();
        panel.nameX("largest scale");
        panel.nameY("final MSE");
        Legend legend = new Legend(List.of(
                new Legend.Item(new Name("test", ""), TEST, true),
                new Legend.Item(new Name("training", ""), TRAINING, true)));
        legend.draw(svg, new Area(LEGEND_LEFT, PLOT.top(), WIDTH - LEGEND_LEFT - 10, legend.height()));
        return Optional.of(svg.document());
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
