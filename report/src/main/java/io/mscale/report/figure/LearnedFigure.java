package io.mscale.report.figure;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Decimal;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.DetailWindow;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.LearnedCurve;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The target and what was learned of it, as in fig. 1.4 of the chapter: for each variant the whole range and a
 * detail. Each output has its own figure.
 */
final class LearnedFigure {

    private static final Stroke TARGET = Stroke.solid(Stroke.TARGET, 1.1);
    private static final double NETWORK_WIDTH = 1.5;

    /** Maximum number of outputs that are drawn; each has a figure for each backend. */
    private static final int MOST = 6;

    private LearnedFigure() {}

    /**
     * A figure for each output; none if no prediction has one input. Unreadable predictions, and outputs too many to
     * draw, are added to {@code missing}.
     */
    static List<Chart> of(TaskEntries task, TaskEntries.Competitor competitor, List<String> missing) {
        Map<Entry, List<LearnedCurve>> curves = new LinkedHashMap<>();
        for (Entry entry : competitor.entries()) {
            try {
                curves.put(entry, LearnedCurve.of(entry.representative().folder()));
            } catch (IOException e) {
                missing.add(TaskEntries.missing("figure", competitor, entry, e));
            }
        }
        String title = "what " + competitor.name() + " learned";
        int outputs = curves.values().stream().mapToInt(List::size).max().orElse(0);
        if (outputs > MOST) {
            missing.add(Text.oneLine(
                    task.task() + ": " + title + ": the first " + MOST + " of " + outputs + " outputs are drawn"));
        }
        Stroke network = Stroke.solid(task.styles().colour(competitor.contestant()), NETWORK_WIDTH);
        List<Chart> charts = new ArrayList<>();
        for (int output = 0; output < Math.min(outputs, MOST); output++) {
            String y = outputs == 1 ? "f(x)" : "output " + (output + 1);
            List<Chart.Panel> panels = new ArrayList<>();
            for (Map.Entry<Entry, List<LearnedCurve>> each : curves.entrySet()) {
                each.getValue().stream()
                        .skip(output)
                        .limit(1)
                        .filter(curve -> !curve.points().isEmpty())
                        .forEach(curve -> panels.addAll(panels(task.task(), each.getKey(), y, curve, network)));
            }
            task.chart(outputs == 1 ? title : title + ", " + y, panels).ifPresent(charts::add);
        }
        return List.copyOf(charts);
    }

    /** The whole range and, beside it, the detail. */
    private static List<Chart.Panel> panels(String task, Entry entry, String y, LearnedCurve curve, Stroke stroke) {
        List<Line.Point> truth = new ArrayList<>();
        List<Line.Point> prediction = new ArrayList<>();
        for (LearnedCurve.Point point : curve.points()) {
            truth.add(new Line.Point(point.x(), point.truth()));
            prediction.add(new Line.Point(point.x(), point.prediction()));
        }
        Line target = Line.of(Line.Name.of("target"), TARGET, Line.Role.REFERENCE, truth);
        Line network = Line.of(Line.Name.of("network"), stroke, Line.Role.MAIN, prediction);
        DetailWindow window = DetailWindow.of(task, curve);
        Line.Interval detail = new Line.Interval(window.from(), window.to());
        Line.Interval domain =
                new Line.Interval(truth.get(0).x(), truth.get(truth.size() - 1).x());
        return List.of(
                panel(TaskEntries.heading(entry), y, domain, target, network, detail),
                panel("detail", "", detail, target, network, null));
    }

    private static Chart.Panel panel(
            String heading, String y, Line.Interval x, Line target, Line network, Line.@Nullable Interval shaded) {
        return new Chart.Panel(
                heading,
                Chart.Axis.of("x", Scale.Linear.exactly(x.lower(), x.upper())),
                Chart.Axis.of(y, scale(range(target, x), range(network, x))),
                new Content.Lines(List.of(target, network), shaded, List.of()));
    }

    /** An axis that contains the target, and as much of the network's range as possible without flattening the target. */
    private static Scale scale(double[] target, double[] network) {
        double margin = target[1] > target[0] ? (target[1] - target[0]) / 2 : Math.max(1, Math.abs(target[0]));
        return Scale.Linear.around(DoubleStream.of(
                target[0],
                target[1],
                Math.max(Math.min(network[0], target[1]), target[0] - margin),
                Math.min(Math.max(network[1], target[0]), target[1] + margin)));
    }

    private static double[] range(Line line, Line.Interval x) {
        return Decimal.range(line.within(x.lower(), x.upper()).stream()
                .mapToDouble(Line.Point::y)
                .filter(Decimal::isDrawable));
    }
}
