package io.mscale.report.figure;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import io.mscale.report.chart.Styles;
import io.mscale.results.evidence.Entry;
import io.mscale.results.statistics.Median;
import io.mscale.results.study.PredictedFrequency;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the tangent kernel predicts of each frequency against the step at which it is learned. */
final class KernelFigure {

    private static final double WIDTH = 1.4;

    private static final String NOTE = "Dots: a frequency with one seed; circles: its medians, joined by ascending k."
            + " Frequencies that were not learned are at the last step.";

    private KernelFigure() {}

    /** The figure; empty if no entry has a frequency with a rate. */
    static Optional<Chart> of(TaskEntries task, List<Entry> entries) {
        Labels labels = Labels.of(entries);
        List<Line> lines = new ArrayList<>();
        int drawn = 0;
        for (Entry entry : entries) {
            List<List<PredictedFrequency>> seeds = entry.ended().stream()
                    .map(PredictedFrequency::of)
                    .filter(frequencies -> !frequencies.isEmpty())
                    .toList();
            if (!seeds.isEmpty()) {
                String colour = Styles.colour(drawn++ % Styles.most());
                List<Line.Point> dots = seeds.stream()
                        .flatMap(List::stream)
                        .map(frequency -> new Line.Point(frequency.step(), predicted(frequency)))
                        .toList();
                Line.Name name = labels.of(entry);
                lines.add(Line.of(name, Stroke.dots(colour), Line.Role.REPEAT, dots));
                lines.add(new Line(
                        name,
                        Stroke.solid(colour, WIDTH),
                        Line.Role.MAIN,
                        true,
                        medians(seeds),
                        List.of(),
                        null,
                        null));
            }
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(task.chart(
                        "predicted and measured learning of each frequency",
                        Chart.Axis.of(
                                "measured: step at which half of the frequency is learned",
                                around(lines, Line.Point::x)),
                        Chart.Axis.of("predicted: 1 / rate of the tangent kernel", around(lines, Line.Point::y)),
                        Content.Lines.of(lines),
                        NOTE));
    }

    private static double predicted(PredictedFrequency frequency) {
        return 1 / frequency.rate();
    }

    /** Of the frequencies that all seeds have, ascending; those of training data differ from seed to seed. */
    private static List<Line.Point> medians(List<List<PredictedFrequency>> seeds) {
        return seeds.get(0).stream()
                .map(first -> seeds.stream()
                        .flatMap(List::stream)
                        .filter(frequency -> frequency.k() == first.k())
                        .toList())
                .filter(same -> same.size() == seeds.size())
                .map(same ->
                        new Line.Point(median(same, PredictedFrequency::step), median(same, KernelFigure::predicted)))
                .toList();
    }

    private static double median(List<PredictedFrequency> same, ToDoubleFunction<PredictedFrequency> value) {
        return Median.of(same.stream().mapToDouble(value).toArray());
    }

    private static Scale around(List<Line> lines, ToDoubleFunction<Line.Point> coordinate) {
        return Scale.Log.around(
                lines.stream().flatMap(line -> line.points().stream()).mapToDouble(coordinate));
    }
}
