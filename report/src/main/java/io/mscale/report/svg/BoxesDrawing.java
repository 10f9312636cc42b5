package io.mscale.report.svg;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Stroke;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Draws box plots in rows: quartiles as a box, the median as a bar, whiskers to the last samples within Tukey's
 * fences, and outliers as hollow circles.
 *
 * @param y the middle of the row
 */
record BoxesDrawing(Plot plot, Content.Box box, double y) {

    private static final double WIDTH = 900;
    private static final double LEFT = 230;
    private static final double PLOT_WIDTH = 560;
    private static final double TOP = 44;
    private static final double ROW = 28;
    private static final double BELOW = 52;
    private static final double NOTE = 8;
    private static final double HALF_BOX = 8;
    private static final double HALF_CAP = 4;
    private static final double OUTLIER = 2.2;

    static String svg(Chart chart, Chart.Panel panel, List<Content.Box> boxes) {
        Area area = new Area(LEFT, TOP, PLOT_WIDTH, ROW * boxes.size() + 8);
        List<String> note = TextStyle.NOTE.lines(chart.note(), WIDTH - LEFT - 10);
        double height = area.bottom() + BELOW + (note.isEmpty() ? 0 : NOTE + note.size() * Drawing.NOTE_LINE);
        Svg svg = Drawing.open(chart, WIDTH, height, LEFT);
        svg.text(area.right() + 12, area.top() - 6, "median", TextStyle.NOTE);
        Plot plot = new Plot(svg, area, panel.x(), panel.y());
        plot.gridX();
        double y = TOP + 4 + ROW / 2;
        List<String> names =
                TextStyle.LABEL.fit(boxes.stream().map(Content.Box::name).toList(), LEFT - 20);
        for (Content.Box box : boxes) {
            svg.text(LEFT - 10, y + 4, names.get(boxes.indexOf(box)), TextStyle.LABEL.at("end"));
            new BoxesDrawing(plot, box, y).draw();
            svg.text(area.right() + 12, y + 4, box.median(), TextStyle.LABEL);
            y += ROW;
        }
        plot.axisX();
        plot.nameX();
        Drawing.note(svg, note, LEFT, area.bottom() + BELOW + NOTE);
        return svg.document();
    }

    private void draw() {
        // Outliers at the same pixel are drawn once: thousands of steps have hundreds of them.
        pixels(box.outliers()).mapToLong(Math::round).distinct().forEach(x -> plot.svg()
                .circle(new Line.Point(x, y), OUTLIER, "none", box.stroke()));
        double left = plot.px(box.quartiles().get(0));
        double right = plot.px(box.quartiles().get(2));
        if (Double.isFinite(left) && Double.isFinite(right)) {
            // Quartiles of few samples are interpolated, so the last sample within the fences may lie inside the box.
            whisker(Math.min(pixels(box.inside()).min().orElse(left), left), left);
            whisker(Math.max(pixels(box.inside()).max().orElse(right), right), right);
            plot.svg().box(new Area(left, y - HALF_BOX, right - left, 2 * HALF_BOX), box.stroke(), box.hollow());
        }
        double median = plot.px(box.quartiles().get(1));
        if (Double.isFinite(median)) {
            Stroke bar = Stroke.solid(box.stroke().colour(), 2.5);
            plot.svg().line(median, y - HALF_BOX, median, y + HALF_BOX, bar);
        }
    }

    private DoubleStream pixels(List<Double> samples) {
        return samples.stream().mapToDouble(plot::px).filter(Double::isFinite);
    }

    private void whisker(double end, double side) {
        plot.svg().line(end, y, side, y, box.stroke());
        plot.svg().line(end, y - HALF_CAP, end, y + HALF_CAP, box.stroke());
    }
}
