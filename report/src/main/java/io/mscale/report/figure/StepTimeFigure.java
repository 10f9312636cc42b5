package io.mscale.report.figure;

import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.StepTimes;
import io.mscale.results.number.Figures;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** How long steps took: a box plot after Tukey for each entry. */
final class StepTimeFigure {

    private static final double WIDTH = 900;
    private static final double LEFT = 230;
    private static final double PLOT_WIDTH = 560;
    private static final double TOP = 44;
    private static final double ROW = 28;
    private static final double BELOW = 52;

    /** Beyond this ratio of the longest step to the shortest a linear axis hides the short ones. */
    private static final double WIDE_SPREAD = 20;

    /** A box plot, its samples in the axis' unit. */
    private record Row(Entry entry, StepTimes times) {}

    private StepTimeFigure() {}

    /** The figure; empty if no entry has step times that count. */
    static Optional<String> of(TaskEntries task) {
        List<Row> rows = task.entries().stream()
                .flatMap(entry -> StepTimes.of(entry).stream()
                        .filter(times -> times.samples().stream().anyMatch(Decimal::isDrawableLog))
                        .map(times -> new Row(entry, times)))
                .toList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(draw(task, rows));
    }

    private static String draw(TaskEntries task, List<Row> rows) {
        double[] range = Decimal.range(rows.stream()
                .flatMap(row -> row.times().samples().stream())
                .mapToDouble(Double::doubleValue)
                .filter(Decimal::isDrawableLog));
        TimeUnit unit = TimeUnit.of(range[1]);
        Scale x = range[1] > WIDE_SPREAD * range[0]
                ? LogScale.around(DoubleStream.of(range).map(unit::from))
                : LinearScale.around(DoubleStream.of(0, unit.from(range[1])));
        Area area = new Area(LEFT, TOP, PLOT_WIDTH, ROW * rows.size() + 8);
        String title = task.title("distribution of step times");
        Svg svg = new Svg(WIDTH, area.bottom() + BELOW, title, task.caption());
        svg.text(LEFT, 26, TextStyle.TITLE.fit(title, WIDTH - LEFT), TextStyle.TITLE);
        svg.text(area.right() + 12, area.top() - 6, "median", TextStyle.NOTE);
        Panel panel = new Panel(svg, area, x, new LinearScale(0, 1, new Decimal(1, 0)));
        panel.gridX();
        double y = TOP + 4 + ROW / 2;
        for (Row row : rows) {
            Entry entry = row.entry();
            Stroke stroke = Stroke.solid(
                    task.styles().colour(entry.contestant(), entry.contest().variant()), 1.3);
            boolean hollow = !task.styles().dash(entry.contest().variant()).equals("none");
            String label = TextStyle.LABEL.fit(task.label(entry), LEFT - 20);
            svg.text(LEFT - 10, y + 4, label, TextStyle.LABEL.atEnd());
            new BoxPlot(panel, unit, y, stroke, hollow).draw(row.times());
            svg.text(area.right() + 12, y + 4, Figures.duration(row.times().median()), TextStyle.LABEL);
            y += ROW;
        }
        panel.axisX();
        panel.nameX("time per step (" + unit.symbol() + ")");
        return svg.document();
    }
}
