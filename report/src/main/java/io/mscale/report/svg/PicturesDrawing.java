package io.mscale.report.svg;

import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Line;
import io.mscale.report.chart.Pixels;
import io.mscale.report.chart.Stroke;
import java.util.List;
import java.util.stream.IntStream;

/** Draws rows of pictures; those whose colours stand for numbers get a colour bar below. */
final class PicturesDrawing {

    private static final double LEFT = 20;
    private static final double FIRST_ROW = 84;
    private static final double SIDE = 270;
    private static final double GAP = 24;
    private static final double BELOW = 58;
    private static final double CAPTION = 17;
    private static final double BAR_WIDTH = 100;
    private static final double BAR_HEIGHT = 9;
    private static final double BAR_BELOW = 9;
    private static final double BAR_RIGHT = 52;
    private static final int BAR_COLOURS = 100;
    private static final double DOT = 1.8;

    /** Keeps dots visible on dark and on bright colours. */
    private static final Stroke AROUND_DOT = Stroke.solid("#ffffff", 0.8);

    private static final double WIDTH = LEFT + 3 * SIDE + 3 * GAP;

    private PicturesDrawing() {}

    static String svg(Chart chart, List<Chart.Panel> panels) {
        double height = SIDE * Math.min(2, ratio(pictures(panels.get(0))));
        Svg svg = Drawing.open(chart, WIDTH, FIRST_ROW + panels.size() * (height + BELOW), LEFT);
        double top = FIRST_ROW;
        for (Chart.Panel panel : panels) {
            svg.text(LEFT, top - 10, TextStyle.HEADING.fit(panel.heading(), WIDTH - LEFT), TextStyle.HEADING);
            Area first = new Area(LEFT, top, SIDE, height);
            List<Content.Picture> pictures = pictures(panel);
            for (int i = 0; i < pictures.size(); i++) {
                draw(svg, pictures.get(i), first.moved(i * (SIDE + GAP), 0));
            }
            for (int i = 0; i < pictures.size(); i++) {
                bar(svg, pictures.get(i), first.moved(i * (SIDE + GAP), 0));
            }
            top += height + BELOW;
        }
        return svg.document();
    }

    private static List<Content.Picture> pictures(Chart.Panel panel) {
        return ((Content.Pictures) panel.content()).pictures();
    }

    /** Ratio of height to width of the first picture. */
    private static double ratio(List<Content.Picture> pictures) {
        for (Content.Picture picture : pictures) {
            Pixels pixels = picture.pixels();
            if (pixels != null) {
                return (double) pixels.rows() / pixels.columns();
            }
        }
        return 1;
    }

    private static void draw(Svg svg, Content.Picture picture, Area area) {
        if (picture.pixels() == null) {
            svg.text(area.left(), area.top() + CAPTION, picture.name() + ": as above", TextStyle.NOTE);
            return;
        }
        svg.image(area, picture.pixels());
        for (Line.Point dot : picture.dots()) {
            Line.Point place =
                    new Line.Point(area.left() + dot.x() * area.width(), area.top() + dot.y() * area.height());
            svg.circle(place, DOT, Stroke.INK, AROUND_DOT);
        }
        svg.frame(area, Svg.FRAME);
        svg.text(area.left(), area.bottom() + CAPTION, picture.name(), TextStyle.LABEL);
    }

    /** Draws the colour bar below a picture; nothing if its colours do not stand for numbers. */
    private static void bar(Svg svg, Content.Picture picture, Area field) {
        Pixels pixels = picture.pixels();
        if (pixels == null || pixels.palette() == null || picture.most().isEmpty()) {
            return;
        }
        Area area = new Area(field.right() - BAR_RIGHT - BAR_WIDTH, field.bottom() + BAR_BELOW, BAR_WIDTH, BAR_HEIGHT);
        svg.image(
                area,
                Pixels.of(
                        pixels.palette(),
                        BAR_COLOURS,
                        1,
                        IntStream.range(0, BAR_COLOURS).mapToDouble(i -> (double) i / (BAR_COLOURS - 1))));
        svg.frame(area, Svg.FRAME);
        svg.text(area.left() - 5, field.bottom() + CAPTION, picture.least(), TextStyle.TICK.at("end"));
        svg.text(area.right() + 5, field.bottom() + CAPTION, picture.most(), TextStyle.TICK.at("start"));
    }
}
