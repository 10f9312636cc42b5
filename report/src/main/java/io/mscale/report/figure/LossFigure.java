package io.mscale.report.figure;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import io.mscale.report.chart.Styles;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.PublishedCurves;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Test error over the training, as in fig. 1.3 of the chapter: for each entry the median over its repeats, their range
 * and thin lines for each of them. Charts with more entries than colours are split into panels or, if that is not
 * possible, show the entries with the lowest errors.
 */
final class LossFigure {

    private static final double PUBLISHED_WIDTH = 1.6;
    private static final double REPEAT_WIDTH = 0.6;
    private static final double PANEL_WIDTH = 1.8;
    private static final List<Integer> PUBLISHED_DASH = List.of(2, 3);

    private static final int MOST_PANELS = 6;

    /** With more entries, lines of single repeats hide each other. */
    private static final int MOST_WITH_REPEATS = 4;

    private LossFigure() {}

    /** Against steps, with published results; empty if no entry has an error to draw. */
    static Optional<Chart> overSteps(TaskEntries task) {
        return chart(task, Against.STEPS);
    }

    /** Against training time, for entries whose times count; empty if none has an error to draw. */
    static Optional<Chart> overSeconds(TaskEntries task) {
        return chart(task, Against.SECONDS);
    }

    private static Optional<Chart> chart(TaskEntries task, Against against) {
        List<RepeatedCurve> curves = task.entries().stream()
                .flatMap(entry -> RepeatedCurve.of(entry, against.value, against.counts).stream())
                .toList();
        if (curves.isEmpty()) {
            return Optional.empty();
        }
        if (curves.size() <= Styles.most()) {
            return Optional.of(onePanel(task, against, curves, Stream.of()));
        }
        return Optional.of(Labels.groups(entries(curves), Styles.most(), MOST_PANELS)
                .map(groups -> panels(task, against, curves, groups))
                .orElseGet(() -> onePanel(
                        task,
                        against,
                        lowest(curves),
                        Stream.of("the " + Styles.most() + " of " + curves.size()
                                + " with the lowest errors at the end"))));
    }

    private static List<Entry> entries(List<RepeatedCurve> curves) {
        return curves.stream().map(RepeatedCurve::entry).toList();
    }

    private static List<RepeatedCurve> lowest(List<RepeatedCurve> curves) {
        return curves.stream()
                .sorted(Comparator.comparing(
                        (RepeatedCurve curve) -> curve.entry().testMse(), Comparator.nullsLast(Double::compare)))
                .limit(Styles.most())
                .toList();
    }

    private static Chart onePanel(
            TaskEntries task, Against against, List<RepeatedCurve> curves, Stream<String> selection) {
        Labels labels = Labels.of(entries(curves));
        List<Stroke> strokes = strokes(task, curves);
        List<Line> lines = new ArrayList<>();
        boolean hasRepeats = curves.size() <= MOST_WITH_REPEATS;
        for (int i = 0; i < curves.size(); i++) {
            Entry entry = curves.get(i).entry();
            boolean marked = task.devices().indexOf(TaskEntries.device(entry)) > 0;
            lines.addAll(lines(curves.get(i), labels.of(entry), strokes.get(i), marked, hasRepeats));
        }
        Scale x = scale(lines.stream(), Line.Point::x);
        Published published = Published.of(task, against, x, lines.get(0));
        lines.addAll(published.all());
        return task.chart(
                "test error " + against.title,
                against.axis(x),
                Chart.Axis.of("test error (MSE)", errors(lines.stream())),
                Content.Lines.of(lines),
                note(Stream.of(
                                selection,
                                CurveNotes.of(curves, labels, hasRepeats).stream(),
                                Stream.of(published.source()))
                        .flatMap(notes -> notes)));
    }

    /** Strokes in the report's style or, if that makes two equal, in colours of the chart's own. */
    private static List<Stroke> strokes(TaskEntries task, List<RepeatedCurve> curves) {
        List<Stroke> strokes = new ArrayList<>();
        Set<List<Object>> looks = new HashSet<>();
        for (RepeatedCurve curve : curves) {
            Entry entry = curve.entry();
            String variant = entry.contest().variant();
            String colour = task.styles().colour(entry.contestant(), variant);
            List<Integer> dash = task.styles().dash(variant);
            // Lines of one competitor differ in width as well, as those of several do: they may coincide.
            double position = task.competitors().size() > 1
                    ? task.position(entry)
                    : 0.25 + 0.5 * (strokes.size() + 0.5) / curves.size();
            strokes.add(Stroke.stacked(colour, position, dash));
            looks.add(List.of(colour, dash, TaskEntries.device(entry)));
        }
        return looks.size() == curves.size()
                ? strokes
                : IntStream.range(0, curves.size())
                        .mapToObj(i -> Stroke.solid(Styles.colour(i), PANEL_WIDTH))
                        .toList();
    }

    private static Chart panels(TaskEntries task, Against against, List<RepeatedCurve> curves, Labels.Groups groups) {
        Map<String, Stroke> strokes = new LinkedHashMap<>();
        boolean hasRepeats =
                groups.entries().values().stream().allMatch(entries -> entries.size() <= MOST_WITH_REPEATS);
        Map<String, List<Line>> panels = new LinkedHashMap<>();
        groups.entries().forEach((heading, entries) -> {
            List<Line> lines = new ArrayList<>();
            for (RepeatedCurve curve : curves) {
                if (entries.contains(curve.entry())) {
                    Line.Name name = groups.names().of(curve.entry());
                    Stroke stroke = strokes.computeIfAbsent(
                            name.toString(), key -> Stroke.solid(Styles.colour(strokes.size()), PANEL_WIDTH));
                    lines.addAll(lines(curve, name, stroke, false, hasRepeats));
                }
            }
            panels.put(heading, lines);
        });
        Scale steps = scale(panels.values().stream().flatMap(List::stream), Line.Point::x);
        Line any = panels.values().iterator().next().get(0);
        Published published = Published.of(task, against, steps, any);
        groups.entries()
                .forEach((heading, entries) -> panels.computeIfPresent(heading, (key, lines) -> {
                    lines.addAll(published.of(entries));
                    return lines;
                }));
        // Common axes, so that the panels can be compared.
        Chart.Axis x = against.axis(steps);
        Chart.Axis y = Chart.Axis.of(
                "test error (MSE)", errors(panels.values().stream().flatMap(List::stream)));
        List<Chart.Panel> drawn = new ArrayList<>();
        panels.forEach((heading, lines) -> drawn.add(new Chart.Panel(heading, x, y, Content.Lines.of(lines))));
        return task.chart(
                "test error " + against.title,
                drawn,
                note(Stream.concat(
                        CurveNotes.of(curves, Labels.of(entries(curves)), hasRepeats).stream(),
                        Stream.of(published.source()))));
    }

    private static List<Line> lines(
            RepeatedCurve curve, Line.Name name, Stroke stroke, boolean marked, boolean hasRepeats) {
        List<Line> lines = new ArrayList<>();
        List<RepeatedCurve.Repeat> repeats = curve.repeats();
        Line.Point kept = repeats.size() == 1 ? repeats.get(0).kept() : null;
        lines.add(new Line(name, stroke, Line.Role.MAIN, marked, curve.line(), curve.band(), best(curve.line()), kept));
        if (hasRepeats && repeats.size() > 1) {
            Stroke thin = new Stroke(stroke.colour(), REPEAT_WIDTH, stroke.dash());
            for (RepeatedCurve.Repeat repeat : repeats) {
                List<Line.Point> points = repeat.points();
                lines.add(
                        new Line(name, thin, Line.Role.REPEAT, false, points, List.of(), best(points), repeat.kept()));
            }
        }
        return lines;
    }

    /** The lowest point of a line; null if the line is a point. */
    private static Line.@Nullable Point best(List<Line.Point> points) {
        return points.size() > 1 ? RepeatedCurve.lowest(points) : null;
    }

    private static Scale scale(Stream<Line> lines, ToDoubleFunction<Line.Point> value) {
        return Scale.Log.around(lines.flatMap(line -> line.points().stream()).mapToDouble(value));
    }

    private static Scale errors(Stream<Line> lines) {
        return Scale.Log.around(lines.flatMapToDouble(line -> DoubleStream.concat(
                line.points().stream().mapToDouble(Line.Point::y),
                line.band().stream().flatMapToDouble(range -> DoubleStream.of(range.lower(), range.upper())))));
    }

    private static String note(Stream<String> notes) {
        return String.join(
                " ",
                notes.filter(note -> !note.isEmpty())
                        .map(note -> Character.toUpperCase(note.charAt(0)) + note.substring(1) + ".")
                        .toList());
    }

    /**
     * The published curves of a task, which are over steps.
     *
     * @param lines each by our variant of the same structure, if a part of it is within the axis
     * @param source where they are from, as a note; empty if there are none
     */
    private record Published(Map<String, Line> lines, String source) {

        /**
         * The curves as far as an axis reaches.
         *
         * @param other any other line of the chart
         */
        static Published of(TaskEntries task, Against against, Scale x, Line other) {
            PublishedCurves published = against == Against.STEPS
                    ? PublishedCurves.of(task.entries().get(0).representative().cell())
                    : PublishedCurves.NONE;
            boolean hasOneContestant = other.name().beginning().isEmpty();
            Map<String, Line> lines = new LinkedHashMap<>();
            for (PublishedCurves.Curve curve : published.curves()) {
                Line line = published(curve, task.styles(), x, hasOneContestant);
                if (line.points().size() > 1) {
                    lines.put(curve.variant(), line);
                }
            }
            return new Published(lines, CurveNotes.source(published, !lines.isEmpty(), step -> !isWithin(x, step)));
        }

        Collection<Line> all() {
            return lines.values();
        }

        /** Those of the variants that entries have. */
        List<Line> of(List<Entry> entries) {
            return entries.stream()
                    .map(entry ->
                            lines.get(entry.representative().cell().variant().id()))
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
        }
    }

    /** A published curve as far as the axis reaches: it must not squash what was trained here. */
    private static Line published(PublishedCurves.Curve curve, Styles styles, Scale x, boolean hasOneContestant) {
        List<Line.Point> points = curve.points().stream()
                .filter(point -> point.step() > 0 && isWithin(x, point.step()))
                .map(point -> new Line.Point(point.step(), point.testMse()))
                .toList();
        List<Integer> dash = curve.variant().equals("single") ? styles.dash("single") : PUBLISHED_DASH;
        Stroke stroke = new Stroke(Stroke.PUBLISHED, PUBLISHED_WIDTH, dash);
        Line.Name name = hasOneContestant ? new Line.Name("", curve.name()) : Line.Name.of(curve.name());
        return Line.of(name, stroke, Line.Role.REFERENCE, points);
    }

    private static boolean isWithin(Scale x, double value) {
        double at = x.at(value);
        return at >= 0 && at <= 1;
    }
}
