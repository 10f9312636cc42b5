package io.mscale.report.svg;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws panels of lines in two columns, with one legend for all of them. */
final class FacetsDrawing {

    private static final double WIDTH = 960;
    private static final Area FIRST = new Area(70, 74, 300, 200);
    private static final double COLUMN_DISTANCE = 348;
    private static final double ROW_DISTANCE = 274;
    private static final double LEGEND_LEFT = 740;
    private static final double BELOW = 72;
    private static final double NOTE = 60;

    private FacetsDrawing() {}

    static String svg(Chart chart, List<Chart.Panel> panels) {
        int rows = (panels.size() + 1) / 2;
        double bottom = FIRST.moved(0, (rows - 1) * ROW_DISTANCE).bottom();
        List<String> note = TextStyle.NOTE.lines(chart.note(), WIDTH - FIRST.left() - 10);
        double height = bottom + BELOW + Math.max(0, note.size() - 1) * Drawing.NOTE_LINE;
        Svg svg = Drawing.open(chart, WIDTH, height, FIRST.left());
        for (int i = 0; i < panels.size(); i++) {
            Chart.Panel panel = panels.get(i);
            int row = i / 2;
            int column = i % 2;
            Area area = FIRST.moved(column * COLUMN_DISTANCE, row * ROW_DISTANCE);
            LinesDrawing.heading(svg, panel, area);
            Plot plot = new Plot(svg, area, panel.x(), panel.y());
            plot.grid();
            LinesDrawing.draw(plot, (Content.Lines) panel.content());
            plot.axes();
            plot.nameX();
            if (column == 0) {
                plot.nameY();
            }
        }
        LinesDrawing.legend(svg, legend(panels), LEGEND_LEFT, FIRST.top(), WIDTH);
        Drawing.note(svg, note, FIRST.left(), bottom + NOTE);
        return svg.document();
    }

    /** The lines of different names. */
    private static List<Line> legend(List<Chart.Panel> panels) {
        Map<Line.Name, Line> lines = new LinkedHashMap<>();
        panels.forEach(panel ->
                ((Content.Lines) panel.content()).legend().forEach(line -> lines.putIfAbsent(line.name(), line)));
        return new ArrayList<>(lines.values());
    }
}
