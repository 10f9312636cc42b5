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
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

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
            List<Drawn> drawn = new ArrayList<>();
            curves.forEach((entry, outputsOfEntry) -> outputsOfEntry.stream()
                    .skip(number)
                    .limit(1)
                    .filter(curve -> !curve.points().isEmpty())
                    .forEach(
                            curve -> drawn.add(drawn(task.task(), entry, new Axes(entry, number, y), curve, network))));
            task.chart(outputs == 1 ? title : title + ", " + y, panels(drawn)).ifPresent(charts::add);
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

    /**
     * What is drawn of an entry.
     *
     * @param targets the target or the data
     * @param whole the whole range of x
     * @param detail the part of it that is drawn again
     */
    private record Drawn(
            Entry entry, Axes axes, List<Line> targets, Line network, Line.Interval whole, Line.Interval detail) {

        List<Line> lines() {
            return Stream.concat(targets.stream(), Stream.of(network)).toList();
        }
    }

    private static Drawn drawn(String task, Entry entry, Axes axes, LearnedCurve curve, Stroke stroke) {
        List<Line> targets = new ArrayList<>();
        if (!Double.isNaN(curve.points().get(0).truth())) {
            targets.add(line("target", TARGET, curve.points(), LearnedCurve.Point::x, LearnedCurve.Point::truth));
        }
        dots("training", TRAINING, curve.training()).ifPresent(targets::add);
        dots("validation", VALIDATION, curve.validation()).ifPresent(targets::add);
        dots("test", TEST, curve.test()).ifPresent(targets::add);
        List<Line.Point> prediction = curve.points().stream()
                .map(point -> new Line.Point(point.x(), point.prediction()))
                .toList();
        DetailWindow window = DetailWindow.of(task, curve);
        return new Drawn(
                entry,
                axes,
                List.copyOf(targets),
                Line.of(Line.Name.of("network"), stroke, Line.Role.MAIN, prediction),
                new Line.Interval(
                        prediction.get(0).x(),
                        prediction.get(prediction.size() - 1).x()),
                new Line.Interval(window.from(), window.to()));
    }

    /** The whole range of each entry and, beside it, the detail; on common axes, so that they can be compared. */
    private static List<Chart.Panel> panels(List<Drawn> all) {
        Scale whole = scale(all, Drawn::whole);
        Scale detail = scale(all, Drawn::detail);
        List<Chart.Panel> panels = new ArrayList<>();
        for (Drawn drawn : all) {
            Axes axes = drawn.axes();
            panels.add(new Chart.Panel(
                    TaskEntries.heading(drawn.entry()),
                    new Chart.Axis(axes.x(), axes.xUnit(), exactly(drawn.whole())),
                    new Chart.Axis(axes.y(), axes.yUnit(), whole),
                    Content.Lines.of(drawn.lines(), drawn.detail())));
            panels.add(new Chart.Panel(
                    "detail",
                    new Chart.Axis(axes.x(), axes.xUnit(), exactly(drawn.detail())),
                    Chart.Axis.of("", detail),
                    Content.Lines.of(drawn.lines())));
        }
        return panels;
    }

    private static Scale exactly(Line.Interval range) {
        return Scale.Linear.exactly(range.lower(), range.upper());
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

    /** An axis that contains the targets, and as much of the networks' range as possible without flattening them. */
    private static Scale scale(List<Drawn> all, Function<Drawn, Line.Interval> range) {
        double[] target = Decimal.range(all.stream()
                .flatMap(drawn -> drawn.targets().stream().map(line -> values(line, range.apply(drawn))))
                .flatMapToDouble(values -> values));
        double[] network =
                Decimal.range(all.stream().flatMapToDouble(drawn -> values(drawn.network(), range.apply(drawn))));
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
