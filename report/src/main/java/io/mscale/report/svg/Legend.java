package io.mscale.report.svg;

import io.mscale.report.chart.Line;
import io.mscale.report.chart.Point;
import io.mscale.report.chart.Stroke;
import java.util.List;

/**
 * A legend beside a plot.
 *
 * @param items the lines with a legend entry
 */
record Legend(List<Line> items) {

    /** Radius of the circles that mark devices after the first. */
    static final double MARK = 3;

    private static final int MOST_ITEMS = 24;

    private static final double LINE_HEIGHT = 19;

    private static final double SAMPLE = 34;

    private static final double GAP = 8;

    Legend {
        items = List.copyOf(items);
    }

    /** Draws the legend; entries that do not fit are counted. */
    void draw(Svg svg, Area area) {
        double y = area.top() + LINE_HEIGHT / 2;
        for (Line item : items.subList(0, Math.min(MOST_ITEMS, items.size()))) {
            draw(svg, item, area.left(), y, area.width());
            y += LINE_HEIGHT;
        }
        if (items.size() > MOST_ITEMS) {
            svg.text(area.left(), y + 4, "and " + (items.size() - MOST_ITEMS) + " more", TextStyle.NOTE);
        }
    }

    /** Draws a single entry. */
    static void draw(Svg svg, Line item, double left, double y, double width) {
        svg.line(left, y, left + SAMPLE, y, item.stroke());
        if (item.marked()) {
            svg.circle(
                    new Point(left + SAMPLE / 2, y),
                    MARK,
                    "#ffffff",
                    Stroke.solid(item.stroke().colour(), 1.5));
        }
        svg.text(left + SAMPLE + GAP, y + 4, TextStyle.LABEL.fit(item.name(), width - SAMPLE - GAP), TextStyle.LABEL);
    }

    /** Its height in pixels. */
    double height() {
        return LINE_HEIGHT * Math.min(MOST_ITEMS + 1, items.size());
    }
}
