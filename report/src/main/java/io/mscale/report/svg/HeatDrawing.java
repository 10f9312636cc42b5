package io.mscale.report.svg;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Decimal;
import io.mscale.report.chart.Palette;
import io.mscale.report.chart.Scale;
import java.util.List;

/** Draws heat maps, two side by side, with a colour bar. */
final class HeatDrawing {

    private static final double WIDTH = 900;
    private static final double LEFT = 70;
    private static final double RIGHT = 770;
    private static final double GAP = 70;
    /** Room that row names have in the margin without making it wider. */
    private static final double NAMES = 54;

    private static final double MOST_WIDER = 90;

    private static final double FIRST_ROW = 74;
    private static final double HEADING = 9;
    private static final double BELOW = 52;
    private static final double NOTE = 20;
    private static final double BAR_LEFT = 800;
    private static final double BAR_WIDTH = 16;
    private static final double BAR_STEP = 2;
    private static final double ROW = 48;
    private static final double HIGHEST = 420;
    private static final double LOWEST = 120;

    /** Minimum distance of labels in pixels; closer ones would touch. */
    private static final double NUMBER = 14;

    private HeatDrawing() {}

    static String svg(Chart chart, List<Chart.Panel> panels) {
        double height =
                Math.max(LOWEST, Math.min(HIGHEST, ROW * rows(panels.get(0)).size()));
        int columns = Math.min(2, panels.size());
        double distance = height + 100;
        int lines = (panels.size() + 1) / 2;
        double left = LEFT + wider(panels);
        double bottom = FIRST_ROW + (lines - 1) * distance + height + BELOW;
        Svg svg = Drawing.open(chart, WIDTH, bottom + (chart.note().isEmpty() ? 0 : NOTE), left);
        double gap = GAP + wider(panels);
        double width = (RIGHT - left - (columns - 1) * gap) / columns;
        for (int i = 0; i < panels.size(); i++) {
            Chart.Panel panel = panels.get(i);
            int line = i / 2;
            Area area = new Area(left + i % 2 * (width + gap), FIRST_ROW + line * distance, width, height);
            Plot plot = new Plot(svg, area, panel.x(), panel.y());
            String heading = TextStyle.HEADING.fit(panel.heading(), width);
            svg.text(area.left(), area.top() - HEADING, heading, TextStyle.HEADING);
            cells(plot, (Content.HeatMap) panel.content());
            plot.axisX();
            plot.nameX();
            names(svg, rows(panel), area);
            if (i % 2 == 0) {
                svg.upwards(
                        area.left() - NAMES - wider(panels) + 6,
                        area.middleY(),
                        panel.y().label(),
                        TextStyle.AXIS);
            }
        }
        if (!chart.note().isEmpty()) {
            svg.text(left, bottom + 4, TextStyle.NOTE.fit(chart.note(), WIDTH - left - 10), TextStyle.NOTE);
        }
        bar(svg, height, ((Content.HeatMap) panels.get(0).content()).values());
        return svg.document();
    }

    /** How much wider than usual the margins are, for long names of rows. */
    private static double wider(List<Chart.Panel> panels) {
        double widest = panels.stream()
                .flatMap(panel -> rows(panel).stream())
                .mapToDouble(TextStyle.TICK::width)
                .max()
                .orElse(0);
        return Math.max(0, Math.min(MOST_WIDER, widest - NAMES));
    }

    private static List<String> rows(Chart.Panel panel) {
        return ((Scale.Places) panel.y().scale()).names();
    }

    private static void cells(Plot plot, Content.HeatMap map) {
        plot.svg().openCells();
        for (int i = 0; i < map.columns().size(); i++) {
            double left = plot.px(map.edges().get(i));
            double right = plot.px(map.edges().get(i + 1));
            List<Double> column = map.columns().get(i);
            for (int j = 0; j < column.size(); j++) {
                if (Double.isFinite(column.get(j))) {
                    Area row = row(j, column.size(), plot.area());
                    plot.svg().cell(left, row.top(), right, row.bottom(), Palette.VIRIDIS.text(column.get(j)));
                }
            }
        }
        plot.svg().closeCells();
    }

    /** The area of a row; the first row is at the bottom. */
    private static Area row(int index, int rows, Area map) {
        double height = map.height() / rows;
        return new Area(map.left(), map.bottom() - (index + 1) * height, map.width(), height);
    }

    /** Draws as many row names as fit. */
    private static void names(Svg svg, List<String> rows, Area map) {
        int stride = (int) Math.ceil(NUMBER * rows.size() / map.height());
        for (int i = 0; i < rows.size(); i += stride) {
            double y = row(i, rows.size(), map).middleY();
            svg.text(map.left() - 8, y + 4, rows.get(i), TextStyle.TICK.at("end"));
        }
    }

    private static void bar(Svg svg, double height, String values) {
        Area area = new Area(BAR_LEFT, FIRST_ROW, BAR_WIDTH, height);
        svg.openCells();
        for (double y = 0; y < height; y += BAR_STEP) {
            String colour = Palette.VIRIDIS.text((y + BAR_STEP / 2) / height);
            svg.cell(area.left(), area.bottom() - y - BAR_STEP, area.right(), area.bottom() - y, colour);
        }
        svg.closeCells();
        svg.frame(area, Svg.FRAME);
        for (int i = 0; i <= 4; i++) {
            double y = area.bottom() - height * i / 4;
            svg.line(area.right(), y, area.right() + 4, y, Svg.FRAME);
            String number = i == 4 ? "\u2265 1" : new Decimal(25L * i, -2).plain();
            svg.text(area.right() + 8, y + 4, new Scale.Tick(0, number, ""), TextStyle.TICK.at("start"));
        }
        svg.upwards(area.right() + 56, area.middleY(), values, TextStyle.AXIS);
    }
}
