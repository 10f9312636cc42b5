package io.mscale.report.svg;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.LinearScale;
import io.mscale.report.chart.Panel;
import java.util.List;

/**
 * Draws lines in rows of two plots, the whole on the left and a detail on the right. The legend is beside the title.
 */
final class PairsDrawing {

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
    private static final String SHADE = "#f0f0f0";

    private PairsDrawing() {}

    static String svg(Chart chart, List<Panel> panels) {
        int rows = panels.size() / 2;
        List<Line> legend = panels.get(0).content() instanceof Content.Lines lines ? lines.legend() : List.of();
        double legendLeft = WIDTH - legend.size() * LEGEND_WIDTH - 10;
        double height = FIRST_ROW + (rows - 1) * ROW_DISTANCE + ROW_HEIGHT + BELOW;
        Svg svg = Drawing.open(chart, WIDTH, height, LEFT, legendLeft - LEFT - 10);
        for (int i = 0; i < legend.size(); i++) {
            Legend.draw(svg, legend.get(i), legendLeft + i * LEGEND_WIDTH, 22, LEGEND_WIDTH);
        }
        for (int row = 0; row < rows; row++) {
            double top = FIRST_ROW + row * ROW_DISTANCE;
            Panel whole = panels.get(2 * row);
            Panel detail = panels.get(2 * row + 1);
            Area left = new Area(LEFT, top, WHOLE_WIDTH, ROW_HEIGHT);
            Area right = new Area(DETAIL_LEFT, top, DETAIL_WIDTH, ROW_HEIGHT);
            heading(svg, whole, left);
            heading(svg, detail, right);
            draw(svg, whole, left);
            draw(svg, detail, right);
        }
        return svg.document();
    }

    private static void heading(Svg svg, Panel panel, Area area) {
        String heading = TextStyle.HEADING.fit(panel.heading(), area.width());
        svg.text(area.left(), area.top() - 9, heading, TextStyle.HEADING);
    }

    private static void draw(Svg svg, Panel panel, Area area) {
        Plot plot = new Plot(svg, area, panel.x(), panel.y());
        Content.Range shaded = panel.content() instanceof Content.Lines lines ? lines.shaded() : null;
        if (shaded != null) {
            double from = Math.max(plot.px(shaded.from()), area.left());
            double to = Math.min(plot.px(shaded.to()), area.right());
            if (to > from) {
                svg.fill(new Area(from, area.top(), to - from, area.height()), SHADE);
            }
        }
        plot.grid();
        svg.clip(area);
        draw(plot, panel);
        svg.close();
        plot.axes();
        plot.nameX();
        if (!panel.y().name().isEmpty()) {
            plot.nameY();
        }
    }

    /** Draws only the visible points: a detail is a small part of its lines. */
    private static void draw(Plot plot, Panel panel) {
        if (panel.content() instanceof Content.Lines lines && panel.x().scale() instanceof LinearScale x) {
            lines.inOrder().forEach(line -> plot.line(Line.within(line.points(), x.low(), x.high()), line.stroke()));
        }
    }
}
