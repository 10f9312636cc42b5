package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Decimal;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Palette;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import io.mscale.results.evidence.Entry;
import io.mscale.results.statistics.Median;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Final errors over the largest scale of the first layer: medians over repeats, with their range. Networks that were
 * trained on different numbers of samples have lines of their own.
 */
final class ScaleFigure {

    private static final String TEST = "#d55e00";
    private static final String TRAINING = "#0072b2";
    private static final List<Integer> DASHES = List.of(6, 4);

    /** Beyond it the palette is too bright for lines on white. */
    private static final double BRIGHTEST = 0.75;

    private ScaleFigure() {}

    /** The figure; empty if no entry has an error to draw. */
    static Optional<Chart> of(TaskEntries task, List<Entry> entries) {
        SortedMap<Integer, List<Entry>> bySamples = new TreeMap<>(entries.stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.representative().cell().training().trainSize())));
        List<Line> lines = new ArrayList<>();
        List<Place> test = new ArrayList<>();
        List<Place> drawn = new ArrayList<>();
        bySamples.forEach((samples, group) -> {
            boolean isAlone = bySamples.size() == 1;
            double share = (double) bySamples.headMap(samples).size() / Math.max(1, bySamples.size() - 1);
            String colour = Palette.VIRIDIS.text(BRIGHTEST * share);
            String beginning = isAlone ? "" : samples + " samples, ";
            List<Place> ofTest = places(group, CellRecord.Accuracy::testMse);
            List<Place> ofTraining = places(group, CellRecord.Accuracy::trainMse);
            lines.add(line(beginning + "test", Stroke.solid(isAlone ? TEST : colour, 2), ofTest));
            lines.add(line(beginning + "training", new Stroke(isAlone ? TRAINING : colour, 2, DASHES), ofTraining));
            test.addAll(ofTest);
            drawn.addAll(ofTest);
            drawn.addAll(ofTraining);
        });
        if (test.isEmpty()) {
            return Optional.empty();
        }
        lines.removeIf(line -> line.points().isEmpty());
        int repeats =
                test.stream().mapToInt(place -> place.errors().size()).max().orElse(1);
        return Optional.of(task.chart(
                "errors by largest scale",
                Chart.Axis.of("largest scale", Scale.Log.around(test.stream().mapToDouble(Place::scale))),
                Chart.Axis.of(
                        "final MSE",
                        Scale.Log.around(drawn.stream().flatMapToDouble(place -> DoubleStream.of(place.values())))),
                Content.Lines.of(lines),
                repeats == 1 ? "" : "Lines: medians over up to " + repeats + " repeats; shaded: their range."));
    }

    private static Line line(String name, Stroke stroke, List<Place> places) {
        boolean isRepeated = places.stream().anyMatch(place -> place.errors().size() > 1);
        List<Line.Point> points = places.stream()
                .map(place -> new Line.Point(place.scale(), Median.of(place.values())))
                .toList();
        List<Line.Interval> range = places.stream()
                .map(place -> Decimal.range(DoubleStream.of(place.values())))
                .map(ends -> new Line.Interval(ends[0], ends[1]))
                .toList();
        List<Line.Interval> band = isRepeated ? range : List.of();
        return new Line(Line.Name.of(name), stroke, Line.Role.MAIN, true, points, band, null, null);
    }

    private static List<Place> places(List<Entry> entries, Function<CellRecord.Accuracy, @Nullable Double> error) {
        return entries.stream()
                .map(entry -> Place.of(entry, error))
                .filter(place -> !place.errors().isEmpty())
                .sorted(Comparator.comparingDouble(Place::scale))
                .toList();
    }

    /** The errors of an entry's repeats that ended well, over its largest scale. */
    private record Place(double scale, List<Double> errors) {

        Place {
            errors = List.copyOf(errors);
        }

        double[] values() {
            return errors.stream().mapToDouble(Double::doubleValue).toArray();
        }

        static Place of(Entry entry, Function<CellRecord.Accuracy, @Nullable Double> error) {
            double[] scales = entry.representative().cell().network().scales().values();
            return new Place(
                    Arrays.stream(scales).max().orElse(1),
                    entry.ended().stream()
                            .map(CellRecord::accuracy)
                            .filter(Objects::nonNull)
                            .map(error)
                            .filter(Objects::nonNull)
                            .filter(Decimal::isDrawableLog)
                            .toList());
        }
    }
}
