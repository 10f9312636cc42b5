package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord.CurvePoint;
import io.mscale.results.evidence.CellFigures;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.PublishedCurves;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the test error fell: fig. 1.3 of the chapter, a line for each entry, both axes logarithmic. */
final class LossFigure {

    private static final double WIDTH = 900;
    private static final Area PLOT = new Area(70, 44, 550, 380);
    private static final double LEGEND_LEFT = 638;
    private static final double BELOW = 72;

    private static final String GREY = "#888888";

    private record Line(Legend.Item item, List<Point> points) {
        boolean isVisible() {
            return points.stream()
                    .anyMatch(point -> Decimal.isDrawableLog(point.x()) && Decimal.isDrawableLog(point.y()));
        }
    }

    private static final Comparator<Line> WIDE_FIRST = Comparator.comparingDouble(
                    (Line line) -> line.item().stroke().width())
            .reversed();

    private LossFigure() {}

    /** Against steps, with what others published; empty if no entry has an error to draw. */
    static Optional<String> overSteps(TaskEntries task) {
        PublishedCurves published = PublishedCurves.of(task.task());
        return draw(
                task,
                task.title("test error by step"),
                "training step",
                lines(task, task.entries(), CurvePoint::step),
                published);
    }

    /** Against training time, of entries whose times count; empty if no entry has an error to draw. */
    static Optional<String> overSeconds(TaskEntries task) {
        List<Entry> timed = task.entries().stream()
                .filter(entry ->
                        CellFigures.trustedTiming(entry.representative().cell()) != null)
                .toList();
        return draw(
                task,
                task.title("test error by training time"),
                "training time (s)",
                lines(task, timed, CurvePoint::seconds),
                new PublishedCurves("", List.of()));
    }

    private static List<Line> lines(TaskEntries task, List<Entry> entries, ToDoubleFunction<CurvePoint> x) {
        List<Line> lines = new ArrayList<>();
        List<Competitor> competitors = task.competitors();
        for (Entry entry : entries) {
            Stroke stroke = Stroke.stacked(
                    task.styles().colour(entry.contestant(), entry.contest().variant()),
                    Competitor.position(competitors, entry),
                    task.styles().dash(entry.contest().variant()));
            boolean marked = task.devices().indexOf(entry.contest().device().toString()) > 0;
            List<Point> points = entry.representative().cell().curve().stream()
                    .map(point -> new Point(x.applyAsDouble(point), orGap(point.testMse())))
                    .filter(point -> Decimal.isDrawableLog(point.x()))
                    .toList();
            lines.add(new Line(new Legend.Item(task.label(entry), stroke, marked), points));
        }
        return lines.stream().filter(Line::isVisible).toList();
    }

    private static Optional<String> draw(
            TaskEntries task, String title, String nameX, List<Line> own, PublishedCurves published) {
        if (own.isEmpty()) {
            return Optional.empty();
        }
        List<Line> others = published.curves().stream()
                .map(curve -> published(curve, task.styles()))
                .toList();
        List<Line> all =
                Stream.concat(others.stream(), own.stream().sorted(WIDE_FIRST)).toList();
        Legend legend = new Legend(
                Stream.concat(own.stream(), others.stream()).map(Line::item).toList());
        double height = Math.max(PLOT.bottom() + BELOW, PLOT.top() + legend.height() + 20);
        Svg svg = new Svg(WIDTH, height, title, task.caption());
        svg.text(PLOT.left(), 26, TextStyle.TITLE.fit(title, WIDTH - PLOT.left()), TextStyle.TITLE);
        Panel panel = new Panel(
                svg,
                PLOT,
                LogScale.around(
                        all.stream().flatMap(line -> line.points().stream()).mapToDouble(Point::x)),
                LogScale.around(
                        all.stream().flatMap(line -> line.points().stream()).mapToDouble(Point::y)));
        panel.grid();
        for (Line line : all) {
            panel.line(line.points(), line.item().stroke());
            if (line.item().marked()) {
                panel.circles(
                        line.points(),
                        Legend.MARK,
                        Stroke.solid(line.item().stroke().colour(), 1.5));
            }
        }
        panel.axes();
        panel.nameX(nameX);
        panel.nameY("test MSE");
        legend.draw(svg, new Area(LEGEND_LEFT, PLOT.top(), WIDTH - LEGEND_LEFT - 10, legend.height()));
        if (!others.isEmpty()) {
            svg.text(PLOT.left(), PLOT.bottom() + 60, published.source(), TextStyle.NOTE);
        }
        return Optional.of(svg.document());
    }

    private static Line published(PublishedCurves.Curve curve, Styles styles) {
        List<Point> points = curve.points().stream()
                .filter(point -> point.step() > 0)
                .map(point -> new Point(point.step(), point.testMse()))
                .toList();
        String dash = curve.variant().equals("single") ? styles.dash("single") : "2 3";
        return new Line(new Legend.Item(new Name(curve.name(), ""), new Stroke(GREY, 1.6, dash), false), points);
    }

    private static double orGap(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
