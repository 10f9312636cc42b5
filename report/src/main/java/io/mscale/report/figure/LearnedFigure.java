package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord;
import io.mscale.report.text.EntryNames;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.DetailWindow;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.LearnedCurve;
import io.mscale.results.number.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The target and what was learned of it: fig. 1.4 of the chapter, a row for each variant, on the right a detail. */
final class LearnedFigure {

    private static final double WIDTH = 960;
    private static final double LEFT = 70;
    private static final double WHOLE_WIDTH = 540;
    private static final double DETAIL_LEFT = 675;
    private static final double DETAIL_WIDTH = 265;
    private static final double FIRST_ROW = 82;
    private static final double ROW_HEIGHT = 180;
    private static final double ROW_DISTANCE = 248;
    private static final double BELOW = 48;
    private static final double LEGEND_WIDTH = 120;

    private static final Stroke TARGET = Stroke.solid("#444444", 1.1);
    private static final double PREDICTION_WIDTH = 1.5;
    private static final String WINDOW = "#f0f0f0";

    private record Row(Entry entry, LearnedCurve curve) {}

    private LearnedFigure() {}

    /** The figure; empty if there is no prediction with one input and one output, or one that cannot be read. */
    static Optional<String> of(TaskEntries task, Competitor competitor, List<String> notes) {
        List<Row> rows = new ArrayList<>();
        for (Entry entry : competitor.entries()) {
            try {
                LearnedCurve.of(entry.representative().folder())
                        .filter(curve -> !curve.points().isEmpty())
                        .ifPresent(curve -> rows.add(new Row(entry, curve)));
            } catch (IOException e) {
                notes.add(Text.oneLine("no figure of what " + competitor.name() + " learned: " + e.getMessage()));
                return Optional.empty();
            }
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(draw(task, competitor, competitor.shown(rows, "learned curves", notes)));
    }

    private static String draw(TaskEntries task, Competitor competitor, List<Row> rows) {
        double height = FIRST_ROW + (rows.size() - 1) * ROW_DISTANCE + ROW_HEIGHT + BELOW;
        String title = task.title("what " + competitor.name() + " learned");
        Svg svg = new Svg(WIDTH, height, title, task.caption());
        double legendLeft = WIDTH - 2 * LEGEND_WIDTH - 10;
        svg.text(LEFT, 26, TextStyle.TITLE.fit(title, legendLeft - LEFT - 10), TextStyle.TITLE);
        Stroke prediction = Stroke.solid(task.styles().colour(competitor.contestant()), PREDICTION_WIDTH);
        Legend.draw(svg, new Legend.Item(new Name("target", ""), TARGET, false), legendLeft, 22, LEGEND_WIDTH);
        Legend.draw(
                svg,
                new Legend.Item(new Name("network", ""), prediction, false),
                legendLeft + LEGEND_WIDTH,
                22,
                LEGEND_WIDTH);
        double top = FIRST_ROW;
        for (Row row : rows) {
            draw(svg, task, row, top, prediction);
            top += ROW_DISTANCE;
        }
        return svg.document();
    }

    private static void draw(Svg svg, TaskEntries task, Row row, double top, Stroke prediction) {
        CellRecord cell = row.entry().representative().cell();
        String mse = cell.testMse() == null ? "" : ", test MSE " + Figures.error(cell.testMse());
        String heading = EntryNames.variant(row.entry()) + mse;
        svg.text(LEFT, top - 9, TextStyle.HEADING.fit(heading, WHOLE_WIDTH), TextStyle.HEADING);
        svg.text(DETAIL_LEFT, top - 9, "detail", TextStyle.HEADING);
        List<LearnedCurve.Point> points = row.curve().points();
        DetailWindow window = DetailWindow.of(task.task(), row.curve());
        DetailWindow domain = new DetailWindow(
                points.get(0).x(), points.get(points.size() - 1).x());
        Panel whole = panel(svg, new Area(LEFT, top, WHOLE_WIDTH, ROW_HEIGHT), points, domain);
        double from = Math.max(whole.px(window.from()), whole.area().left());
        double to = Math.min(whole.px(window.to()), whole.area().right());
        if (to > from) {
            svg.fill(new Area(from, top, to - from, ROW_HEIGHT), WINDOW);
        }
        draw(whole, points, prediction);
        whole.nameY("f(x)");
        List<LearnedCurve.Point> detail = within(points, window);
        draw(panel(svg, new Area(DETAIL_LEFT, top, DETAIL_WIDTH, ROW_HEIGHT), detail, window), detail, prediction);
    }

    private static Panel panel(Svg svg, Area area, List<LearnedCurve.Point> points, DetailWindow window) {
        return new Panel(svg, area, LinearScale.exactly(window.from(), window.to()), LearnedRange.of(points));
    }

    private static void draw(Panel panel, List<LearnedCurve.Point> points, Stroke prediction) {
        panel.grid();
        panel.svg().clip(panel.area());
        panel.line(points.stream().map(p -> new Point(p.x(), p.truth())).toList(), TARGET);
        panel.line(points.stream().map(p -> new Point(p.x(), p.prediction())).toList(), prediction);
        panel.svg().close();
        panel.axes();
        panel.nameX("x");
    }

    /** The points in a window and one more on either side, so that lines reach its border. */
    private static List<LearnedCurve.Point> within(List<LearnedCurve.Point> points, DetailWindow window) {
        int first = 0;
        int end = points.size();
        while (first + 1 < end && points.get(first + 1).x() < window.from()) {
            first++;
        }
        while (end - 2 >= first && points.get(end - 2).x() > window.to()) {
            end--;
        }
        return points.subList(first, end);
    }
}
