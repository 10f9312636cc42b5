package io.mscale.report.figure;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import io.mscale.results.evidence.Entry;
import io.mscale.results.study.PredictedFrequency;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** What the tangent kernel predicts against when each frequency is learned: a dot for each frequency and seed. */
final class KernelFigure {

    private static final List<String> COLOURS = List.of("#0072b2", "#009e73", "#d55e00", "#cc79a7", "#56b4e9");

    private static final String NOTE =
            "Each dot is a frequency with one seed. Frequencies that were not learned are at the last step.";

    private KernelFigure() {}

    /** The figure; empty if no entry has a frequency with a rate. */
    static Optional<Chart> of(TaskEntries task, List<Entry> entries) {
        Labels labels = Labels.of(entries);
        List<Line> lines = new ArrayList<>();
        for (Entry entry : entries) {
            List<Line.Point> points = entry.ended().stream()
                    .flatMap(cell -> PredictedFrequency.of(cell).stream())
                    .map(frequency -> new Line.Point(frequency.step(), 1 / frequency.rate()))
                    .toList();
            if (!points.isEmpty()) {
                Stroke dots = Stroke.dots(COLOURS.get(lines.size() % COLOURS.size()));
                lines.add(Line.of(labels.of(entry), dots, Line.Role.MAIN, points));
            }
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(task.chart(
                        "predicted and measured learning of each frequency",
                        Chart.Axis.of("measured: step at which half of the frequency is learned", around(lines, true)),
                        Chart.Axis.of("predicted: 1 / rate of the tangent kernel", around(lines, false)),
                        Content.Lines.of(lines),
                        NOTE));
    }

    private static Scale around(List<Line> lines, boolean isX) {
        return Scale.Log.around(lines.stream()
                .flatMap(line -> line.points().stream())
                .flatMapToDouble(point -> DoubleStream.of(isX ? point.x() : point.y())));
    }
}
