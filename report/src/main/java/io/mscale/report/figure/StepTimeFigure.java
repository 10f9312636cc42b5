package io.mscale.report.figure;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Decimal;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.StepTimes;
import io.mscale.results.number.Formats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Step times as Tukey box plots, one for each entry. */
final class StepTimeFigure {

    /** Ratio of the longest step to the shortest above which a linear axis would squash the short ones. */
    private static final double WIDE_SPREAD = 20;

    private static final double WIDTH = 1.3;

    private StepTimeFigure() {}

    /** The figure; empty if no entry has step times that count. */
    static Optional<Chart> of(TaskEntries task) {
        Map<Entry, StepTimes> rows = new LinkedHashMap<>();
        task.entries().forEach(entry -> StepTimes.of(entry)
                .filter(times -> times.samples().stream().anyMatch(Decimal::isDrawableLog))
                .ifPresent(times -> rows.put(entry, times)));
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        double[] range = Decimal.range(rows.values().stream()
                .flatMap(times -> times.samples().stream())
                .mapToDouble(Double::doubleValue)
                .filter(Decimal::isDrawableLog));
        Chart.TimeUnit unit = Chart.TimeUnit.of(range[1]);
        Scale scale = range[1] > WIDE_SPREAD * range[0]
                ? Scale.Log.around(DoubleStream.of(range).map(unit::from))
                : Scale.Linear.around(DoubleStream.of(0, unit.from(range[1])));
        List<Content.Box> boxes = new ArrayList<>();
        Labels labels = Labels.of(List.copyOf(rows.keySet()));
        rows.forEach((entry, times) -> boxes.add(box(task, labels.of(entry), entry, times, unit)));
        List<String> names = boxes.stream().map(box -> box.name().toString()).toList();
        return Optional.of(task.chart(
                "distribution of step times",
                new Chart.Axis("time per step", unit.symbol(), scale),
                Chart.Axis.of("", Scale.Places.of(names)),
                new Content.Boxes(boxes),
                ""));
    }

    private static Content.Box box(
            TaskEntries task, Line.Name name, Entry entry, StepTimes times, Chart.TimeUnit unit) {
        String variant = entry.contest().variant();
        return new Content.Box(
                name,
                Stroke.solid(task.styles().colour(entry.contestant(), variant), WIDTH),
                !task.styles().dash(variant).isEmpty(),
                samples(times, unit, sample -> !times.isOutlier(sample)),
                samples(times, unit, times::isOutlier),
                Stream.of(times.firstQuartile(), times.median(), times.thirdQuartile())
                        .map(unit::from)
                        .toList(),
                Formats.duration(times.median()));
    }

    private static List<Double> samples(StepTimes times, Chart.TimeUnit unit, Predicate<Double> which) {
        return times.samples().stream().filter(which).map(unit::from).toList();
    }
}
