package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellRecord.CurvePoint;
import io.mscale.record.cell.CellStatus;
import io.mscale.report.chart.Decimal;
import io.mscale.report.chart.Line;
import io.mscale.results.evidence.Entry;
import io.mscale.results.statistics.Median;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Test error of an entry over the training. Only repeats that ended well count; if none did, the curve is that of the
 * cell that represents the entry.
 *
 * @param line the median over the repeats, at the steps that all of them evaluated
 * @param band the range of the repeats around each point of the line; empty if there is only one
 * @param repeats each repeat
 * @param lastStep the last step that all repeats evaluated, if some go on; else null
 */
record RepeatedCurve(
        Entry entry,
        List<Line.Point> line,
        List<Line.Interval> band,
        List<Repeat> repeats,
        @Nullable Integer lastStep) {

    /**
     * A repeat.
     *
     * @param points its curve
     * @param kept where the parameters are from that are its result; null if they are the last
     */
    record Repeat(List<Line.Point> points, Line.@Nullable Point kept) {

        Repeat {
            points = List.copyOf(points);
        }
    }

    RepeatedCurve {
        line = List.copyOf(line);
        band = List.copyOf(band);
        repeats = List.copyOf(repeats);
    }

    /**
     * The curve of an entry; empty if there is nothing to draw.
     *
     * @param x the place of a point, positive if it can be drawn
     * @param counts which repeats may be drawn
     */
    static Optional<RepeatedCurve> of(Entry entry, ToDoubleFunction<CurvePoint> x, Predicate<CellRecord> counts) {
        List<CellRecord> ended =
                entry.ended().isEmpty() ? List.of(entry.representative().cell()) : entry.ended();
        List<CellRecord> cells = ended.stream()
                .filter(counts)
                .filter(cell -> !drawable(cell, x).isEmpty())
                .toList();
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        List<Repeat> repeats = cells.stream()
                .map(cell -> new Repeat(points(cell, x), kept(cell, x)))
                .toList();
        List<TreeMap<Integer, CurvePoint>> bySteps =
                cells.stream().map(cell -> drawable(cell, x)).toList();
        TreeMap<Integer, CurvePoint> common = new TreeMap<>(bySteps.get(0));
        bySteps.forEach(points -> common.keySet().retainAll(points.keySet()));
        if (cells.size() == 1 || common.isEmpty()) {
            return Optional.of(new RepeatedCurve(entry, repeats.get(0).points(), List.of(), repeats, null));
        }
        List<Line.Point> line = new ArrayList<>();
        List<Line.Interval> band = new ArrayList<>();
        for (int step : common.keySet()) {
            List<CurvePoint> points = bySteps.stream()
                    .map(all -> Objects.requireNonNull(all.get(step)))
                    .toList();
            double[] errors = points.stream().mapToDouble(RepeatedCurve::error).toArray();
            line.add(new Line.Point(Median.of(points.stream().mapToDouble(x).toArray()), Median.of(errors)));
            double[] range = Decimal.range(DoubleStream.of(errors));
            band.add(new Line.Interval(range[0], range[1]));
        }
        int last = common.lastKey();
        boolean goesOn = bySteps.stream().anyMatch(points -> points.lastKey() > last);
        return Optional.of(new RepeatedCurve(entry, line, band, repeats, goesOn ? last : null));
    }

    /** The lowest of points; null if none of them can be drawn. */
    static Line.@Nullable Point lowest(List<Line.Point> points) {
        return points.stream()
                .filter(point -> Decimal.isDrawableLog(point.y()))
                .min(Comparator.comparingDouble(Line.Point::y))
                .orElse(null);
    }

    /** Where the parameters that a cell kept are from, if that can be drawn; null if it kept the last. */
    private static Line.@Nullable Point kept(CellRecord cell, ToDoubleFunction<CurvePoint> x) {
        Integer step = cell.accuracy() == null ? null : cell.accuracy().bestStep();
        CurvePoint point = step == null ? null : drawable(cell, x).get(step);
        return point == null ? null : new Line.Point(x.applyAsDouble(point), error(point));
    }

    private static TreeMap<Integer, CurvePoint> drawable(CellRecord cell, ToDoubleFunction<CurvePoint> x) {
        TreeMap<Integer, CurvePoint> points = new TreeMap<>();
        cell.curve().stream()
                .filter(point -> Decimal.isDrawableLog(x.applyAsDouble(point)) && Decimal.isDrawableLog(error(point)))
                .forEach(point -> points.put(point.step(), point));
        return points;
    }

    private static List<Line.Point> points(CellRecord cell, ToDoubleFunction<CurvePoint> x) {
        return cell.curve().stream()
                .filter(point -> Decimal.isDrawableLog(x.applyAsDouble(point)))
                .map(point -> new Line.Point(x.applyAsDouble(point), error(point)))
                .toList();
    }

    /** A point's error; NaN if it has none. */
    private static double error(CurvePoint point) {
        return point.testMse() == null ? Double.NaN : point.testMse();
    }

    /** How many repeats of the entry are not drawn, and why; empty if all are. */
    String leftOut() {
        String reasons = entry.cells().stream()
                .map(reported -> reported.cell().status())
                .filter(status -> status != CellStatus.OK)
                .map(CellStatus::toString)
                .distinct()
                .collect(Collectors.joining(", "));
        int missing = entry.cells().size() - repeats.size();
        return missing == 0
                ? ""
                : missing + " of " + entry.cells().size() + (reasons.isEmpty() ? "" : " (" + reasons + ")");
    }
}
