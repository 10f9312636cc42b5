package io.mscale.report.figure;

import io.mscale.report.chart.Axis;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Decimal;
import io.mscale.report.chart.LinearScale;
import io.mscale.report.chart.LogScale;
import io.mscale.report.chart.Places;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import io.mscale.report.chart.TimeUnit;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.StepTimes;
import io.mscale.results.number.Formats;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Step times as Tukey box plots, one for each entry. */
final class StepTimeFigure {

    /** Ratio of the longest step to the shortest above which a linear axis would squash the short ones. */
    private static final double WIDE_SPREAD = 20;

    private static final double WIDTH = 1.3;

    private record Row(Entry entry, StepTimes times) {}

    private StepTimeFigure() {}

    /** The figure; empty if no entry has step times that count. */
    static Optional<Chart> of(TaskEntries task) {
        List<Row> rows = task.entries().stream()
                .flatMap(entry -> StepTimes.of(entry).stream()
                        .filter(times -> times.samples().stream().anyMatch(Decimal::isDrawableLog))
                        .map(times -> new Row(entry, times)))
                .toList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(chart(task, rows));
    }

    private static Chart chart(TaskEntries task, List<Row> rows) {
        double[] range = Decimal.range(rows.stream()
                .flatMap(row -> row.times().samples().stream())
                .mapToDouble(Double::doubleValue)
                .filter(Decimal::isDrawableLog));
        TimeUnit unit = TimeUnit.of(range[1]);
        Scale scale = range[1] > WIDE_SPREAD * range[0]
                ? LogScale.around(DoubleStream.of(range).map(unit::from))
                : LinearScale.around(DoubleStream.of(0, unit.from(range[1])));
        List<Content.Box> boxes = rows.stream().map(row -> box(task, row, unit)).toList();
        return Chart.of(
                task.title("distribution of step times"),
                task.caption(),
                new Axis("time per step", unit.symbol(), scale),
                Axis.of(
                        "",
                        Places.of(
                                boxes.stream().map(box -> box.name().toString()).toList())),
                new Content.Boxes(boxes),
                "");
    }

    private static Content.Box box(TaskEntries task, Row row, TimeUnit unit) {
        StepTimes times = row.times();
        String contestant = row.entry().contestant();
        String variant = row.entry().contest().variant();
        return new Content.Box(
                task.label(row.entry()),
                Stroke.solid(task.styles().colour(contestant, variant), WIDTH),
                !task.styles().dash(variant).isEmpty(),
                samples(times, unit, sample -> !times.isOutlier(sample)),
                samples(times, unit, times::isOutlier),
                Stream.of(times.firstQuartile(), times.median(), times.thirdQuartile())
                        .map(unit::from)
                        .toList(),
                Formats.duration(times.median()));
    }

    private static List<Double> samples(StepTimes times, TimeUnit unit, Predicate<Double> which) {
        return times.samples().stream().filter(which).map(unit::from).toList();
    }
}
