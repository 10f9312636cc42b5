package io.mscale.report.figure;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import io.mscale.report.chart.Styles;
import io.mscale.results.evidence.AmplitudeSpectrum;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.LearnedCurve;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Figure 1.1 of the chapter: the target f(x) and f(x/a) over the same domain, where a is the scale of the network that sees
 * its input stretched, each with its spectrum.
 */
final class StretchFigure {

    private static final Stroke PLAIN = Stroke.solid(Styles.colour(0), 1.4);
    private static final Stroke STRETCHED = Stroke.solid(Styles.colour(1), 1.8);

    /** How far the axis goes beyond the highest of the strongest lines. */
    private static final double BEYOND = 1.3;

    /** Keeps what is largest off the border. */
    private static final double ROOM = 1.05;

    private StretchFigure() {}

    /**
     * A function on an interval and its spectrum.
     *
     * @param x the points in the interval, equally far apart
     */
    private record Shape(String name, Stroke stroke, List<Double> x, List<Double> y, AmplitudeSpectrum spectrum) {

        /** The values are those at equally distant points; the last of them, the end of the period, is no sample. */
        static Shape of(String name, Stroke stroke, List<Double> x, List<Double> y) {
            double length = x.get(x.size() - 1) - x.get(0);
            return new Shape(name, stroke, x, y, AmplitudeSpectrum.of(y.subList(0, y.size() - 1), length));
        }

        double strongest() {
            return spectrum.k(spectrum.strongest());
        }

        Line line() {
            return line(IntStream.range(0, x.size())
                    .mapToObj(i -> new Line.Point(x.get(i), y.get(i)))
                    .toList());
        }

        /** A stem for each frequency of the axis. */
        Line stems(Scale axis) {
            List<Line.Point> points = new ArrayList<>();
            for (int m = 0; m < spectrum.amplitudes().size() && axis.at(spectrum.k(m)) <= 1; m++) {
                double k = spectrum.k(m);
                points.add(new Line.Point(k, 0));
                points.add(new Line.Point(k, spectrum.amplitudes().get(m)));
                points.add(new Line.Point(k, 0));
            }
            return line(points);
        }

        private Line line(List<Line.Point> points) {
            return Line.of(Line.Name.of(name), stroke, Line.Role.MAIN, points);
        }
    }

    /** The figure; empty if no network has a single scale other than 1, or its target is not known on a grid. */
    static Optional<Chart> of(TaskEntries task, TaskEntries.Competitor competitor, List<String> missing) {
        for (Entry entry : competitor.entries()) {
            double[] scales = entry.representative().cell().network().scales().values();
            double scale = scales[0];
            if (scale == 1 || Arrays.stream(scales).anyMatch(other -> other != scale)) {
                continue;
            }
            try {
                return LearnedCurve.of(entry.representative().folder()).stream()
                        .findFirst()
                        .filter(StretchFigure::isDrawable)
                        .map(curve -> chart(task, curve.points(), scale));
            } catch (IOException e) {
                missing.add(TaskEntries.missing("figure", competitor, entry, e));
            }
        }
        return Optional.empty();
    }

    /** Stretching is about x = 0. */
    private static boolean isDrawable(LearnedCurve curve) {
        List<LearnedCurve.Point> points = curve.points();
        return points.size() > 2
                && points.stream().allMatch(point -> Double.isFinite(point.truth()))
                && points.get(0).x() < 0
                && points.get(points.size() - 1).x() > 0;
    }

    private static Chart chart(TaskEntries task, List<LearnedCurve.Point> target, double scale) {
        List<Double> x = target.stream().map(LearnedCurve.Point::x).toList();
        String stretched = "f(x/" + FrequencyRow.number(scale) + ")";
        Shape plain = Shape.of(
                "f(x)", PLAIN, x, target.stream().map(LearnedCurve.Point::truth).toList());
        Shape wide = Shape.of(
                stretched,
                STRETCHED,
                x,
                x.stream().map(each -> at(target, each / scale)).toList());
        Chart.Axis domain = Chart.Axis.of("x", Scale.Linear.exactly(x.get(0), x.get(x.size() - 1)));
        Chart.Axis values = Chart.Axis.of(
                "f", Scale.Linear.around(Stream.of(plain, wide).flatMapToDouble(shape -> shape.y().stream()
                        .mapToDouble(y -> ROOM * y))));
        Chart.Axis frequencies = Chart.Axis.of(
                "angular frequency k",
                Scale.Linear.around(DoubleStream.of(0, BEYOND * Math.max(plain.strongest(), wide.strongest()))));
        Chart.Axis amplitudes = Chart.Axis.of(
                "amplitude",
                Scale.Linear.around(DoubleStream.concat(
                        DoubleStream.of(0),
                        Stream.of(plain, wide).flatMapToDouble(shape -> shape.spectrum().amplitudes().stream()
                                .mapToDouble(a -> ROOM * a)))));
        List<Chart.Panel> panels = new ArrayList<>();
        for (Shape shape : List.of(plain, wide)) {
            panels.add(new Chart.Panel(shape.name(), domain, values, Content.Lines.of(List.of(shape.line()))));
            panels.add(new Chart.Panel(
                    "its amplitudes: the largest at k = " + FrequencyRow.number(shape.strongest()),
                    frequencies,
                    amplitudes,
                    Content.Lines.of(List.of(shape.stems(frequencies.scale())))));
        }
        return task.chart("the target, and the target in the coordinate of the stretched network", panels, "");
    }

    /** The target between the points of its grid. */
    private static double at(List<LearnedCurve.Point> target, double x) {
        int next = 1;
        while (next < target.size() - 1 && target.get(next).x() < x) {
            next++;
        }
        LearnedCurve.Point left = target.get(next - 1);
        LearnedCurve.Point right = target.get(next);
        double share = (x - left.x()) / (right.x() - left.x());
        return left.truth() + share * (right.truth() - left.truth());
    }
}
