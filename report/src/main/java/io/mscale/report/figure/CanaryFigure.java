package io.mscale.report.figure;

import io.mscale.record.cell.Disturbance;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import io.mscale.report.chart.Styles;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.ReportedCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The canary's readings over the training time of every repeat, relative to the best of the run. */
final class CanaryFigure {

    private static final double WIDTH = 1.4;
    private static final double REPEAT_WIDTH = 0.6;

    /** With fewer readings there is no line. */
    private static final int FEWEST_READINGS = 2;

    private static final String NOTE = "1 is the best reading of the run. Thin lines: further repeats.";

    private CanaryFigure() {}

    /** The figure; empty if no cell was watched for long enough, or more entries were than there are colours. */
    static Optional<Chart> of(TaskEntries task) {
        List<Line> lines = new ArrayList<>();
        Labels labels = Labels.of(task.entries());
        for (Entry entry : task.entries()) {
            String variant = entry.contest().variant();
            String colour = task.styles().colour(entry.contestant(), variant);
            Line.Role role = Line.Role.MAIN;
            for (ReportedCell cell : entry.cells()) {
                List<Line.Point> points = points(cell);
                if (points.size() >= FEWEST_READINGS) {
                    Stroke stroke = new Stroke(
                            colour,
                            role == Line.Role.MAIN ? WIDTH : REPEAT_WIDTH,
                            task.styles().dash(variant));
                    lines.add(Line.of(labels.of(entry), stroke, role, points));
                    role = Line.Role.REPEAT;
                }
            }
        }
        double longest = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Line.Point::x)
                .max()
                .orElse(0);
        long drawn =
                lines.stream().filter(line -> line.role() == Line.Role.MAIN).count();
        return longest <= 0 || drawn > Styles.most()
                ? Optional.empty()
                : Optional.of(task.chart(
                        "speed of the machine",
                        new Chart.Axis("training time", "s", Scale.Linear.around(DoubleStream.of(0, longest))),
                        Chart.Axis.of("canary, relative to its best", Scale.Linear.exactly(0, 1.05)),
                        Content.Lines.of(lines),
                        lines.size() == drawn ? NOTE.substring(0, NOTE.indexOf(" Thin")) : NOTE));
    }

    private static List<Line.Point> points(ReportedCell cell) {
        Disturbance watched = cell.state().watched();
        double best = cell.state().best();
        return watched == null || best <= 0
                ? List.of()
                : watched.canary().stream()
                        .map(reading -> new Line.Point(reading.seconds(), reading.rate() / best))
                        .toList();
    }
}
