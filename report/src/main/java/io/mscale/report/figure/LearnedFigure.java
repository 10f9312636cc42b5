package io.mscale.report.figure;

import io.mscale.api.task.Units;
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
import io.mscale.results.evidence.LearnedCurve.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The target, or the data, and what was learned of it, as in fig. 1.4 of the chapter: for each variant the whole range and a
 * detail, in the user's units. Each output has its own figure.
 */
final class LearnedFigure {

    private static final Stroke TARGET = Stroke.solid(Stroke.TARGET, 1.1);
    private static final Stroke TRAINING = Stroke.dots(Stroke.PUBLISHED);
    private static final Stroke VALIDATION = Stroke.dots(Stroke.ACCENT);
    private static final Stroke TEST = Stroke.dots(Stroke.INK);
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
                    task.name() + ": " + title + ": the first " + MOST + " of " + outputs + " outputs are drawn"));
        }
        Stroke network = Stroke.solid(task.styles().colour(competitor.contestant()), NETWORK_WIDTH);
        List<Chart> charts = new ArrayList<>();
        for (int output = 0; output < Math.min(outputs, MOST); output++) {
            int number = output;
            String y = outputs == 1 ? "f(x)" : "output " + (output + 1);
            List<Chart.Panel> panels = new ArrayList<>();
            for (Map.Entry<Entry, List<LearnedCurve>> each : curves.entrySet()) {
                each.getValue().stream()
                        .skip(output)
                        .limit(1)
                        .filter(curve -> !curve.points().isEmpty())
                        .forEach(curve -> panels.addAll(panels(
                                task.task(), each.getKey(), new Axes(each.getKey(), number, y), curve, network)));
            }
            task.chart(outputs == 1 ? title : title + ", " + y, panels).ifPresent(charts::add);
        }
        return List.copyOf(charts);
    }

    /** What stands at the axes: the names and units of the user's columns, if the data have them. */
    private record Axes(String x, String xUnit, String y, String yUnit) {

        Axes(Entry entry, int output, String otherwise) {
            this(ofX(entry), ofY(entry, output, otherwise));
        }

        private Axes(Units.Column x, Units.Column y) {
            this(name(x), Text.oneLine(x.unit()), name(y), Text.oneLine(y.unit()));
        }

        private static Units.Column ofX(Entry entry) {
            Units units = entry.representative().cell().taskSettings().units();
            return units == null ? new Units.Column("x", 0, 1) : units.inputs().get(0);
        }

        private static Units.Column ofY(Entry entry, int output, String otherwise) {
            Units units = entry.representative().cell().taskSettings().units();
            return units == null || output >= units.outputs().size()
                    ? new Units.Column(otherwise, 0, 1)
                    : units.outputs().get(output);
        }

        /** Columns of a table without names are numbered. */
        private static String name(Units.Column column) {
            String name = Text.oneLine(column.quantity());
            return name.matches("\\d+") ? "column " + name : name;
        }
    }

    /** The whole range and, beside it, the detail. */
    private static List<Chart.Panel> panels(String task, Entry entry, Axes axes, LearnedCurve curve, Stroke stroke) {
        List<Line> lines = new ArrayList<>();
        if (!Double.isNaN(curve.points().get(0).truth())) {
            lines.add(line("target", TARGET, curve.points(), LearnedCurve.Point::x, LearnedCurve.Point::truth));
        }
        dots("training", TRAINING, curve.training()).ifPresent(lines::add);
        dots("validation", VALIDATION, curve.validation()).ifPresent(lines::add);
        dots("test", TEST, curve.test()).ifPresent(lines::add);
        List<Line.Point> prediction = curve.points().stream()
                .map(point -> new Line.Point(point.x(), point.prediction()))
                .toList();
        Line network = Line.of(Line.Name.of("network"), stroke, Line.Role.MAIN, prediction);
        DetailWindow window = DetailWindow.of(task, curve);
        Line.Interval detail = new Line.Interval(window.from(), window.to());
        Line.Interval domain = new Line.Interval(
                prediction.get(0).x(), prediction.get(prediction.size() - 1).x());
        return List.of(
                panel(TaskEntries.heading(entry), axes, domain, lines, network, detail),
                panel("detail", new Axes(axes.x(), axes.xUnit(), "", ""), detail, lines, network, null));
    }

    private static Optional<Line> dots(String name, Stroke stroke, List<Sample> samples) {
        return samples.isEmpty() ? Optional.empty() : Optional.of(line(name, stroke, samples, Sample::x, Sample::y));
    }

    private static <T> Line line(
            String name, Stroke stroke, List<T> items, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
        return Line.of(
                Line.Name.of(name),
                stroke,
                Line.Role.REFERENCE,
                items.stream()
                        .map(item -> new Line.Point(x.applyAsDouble(item), y.applyAsDouble(item)))
                        .toList());
    }

    private static Chart.Panel panel(
            String heading,
            Axes axes,
            Line.Interval x,
            List<Line> targets,
            Line network,
            Line.@Nullable Interval shaded) {
        List<Line> lines = new ArrayList<>(targets);
        lines.add(network);
        double[] target = Decimal.range(targets.stream().flatMapToDouble(line -> values(line, x)));
        return new Chart.Panel(
                heading,
                new Chart.Axis(axes.x(), axes.xUnit(), Scale.Linear.exactly(x.lower(), x.upper())),
                new Chart.Axis(axes.y(), axes.yUnit(), scale(target, Decimal.range(values(network, x)))),
                new Content.Lines(lines, shaded, List.of()));
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

    private static DoubleStream values(Line line, Line.Interval x) {
        return line.within(x.lower(), x.upper()).stream()
                .mapToDouble(Line.Point::y)
                .filter(Decimal::isDrawable);
    }
}
