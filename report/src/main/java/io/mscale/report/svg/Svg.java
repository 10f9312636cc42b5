package io.mscale.report.svg;

import static io.mscale.report.text.Text.escapeXml;

import io.mscale.report.chart.Line;
import io.mscale.report.chart.Pixels;
import io.mscale.report.chart.Scale;
import io.mscale.report.chart.Stroke;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Builder of an SVG document; later elements lie on top. */
final class Svg {

    /**
     * SansSerif is Java's logical font, which falls back to others for missing glyphs. No spaces after the commas:
     * the SVG renderer does not recognise names that start with one.
     */
    private static final String FONT = "system-ui,SansSerif,Arial,sans-serif";

    /**
     * Coordinates are limited to this, far outside every drawing, since viewers may not cope with those of a diverged
     * network.
     */
    private static final double FAR = 20_000;

    private static final double DOT = 2.5;

    static final Stroke FRAME = Stroke.solid("#666666", 1);

    static final Stroke GRID = Stroke.solid("#e6e6e6", 1);

    private final StringBuilder body = new StringBuilder();

    /**
     * Starts an empty drawing on white.
     *
     * @param title what it shows; drawn, and read out by screen readers
     * @param description further description, not drawn
     */
    Svg(double width, double height, String title, String description) {
        String w = number(width);
        String h = number(height);
        body.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + w + "\" height=\"" + h + "\" viewBox=\"0 0 "
                + w + ' ' + h + "\" role=\"img\" aria-label=\"" + escapeXml(title) + "\" font-family=\"" + FONT
                + "\">\n");
        body.append("<title>" + escapeXml(title) + "</title>\n");
        body.append("<desc>" + escapeXml(description) + "</desc>\n");
        fill(new Area(0, 0, width, height), "#ffffff");
    }

    void line(double x1, double y1, double x2, double y2, Stroke stroke) {
        body.append("<line x1=\"" + pixel(x1) + "\" y1=\"" + pixel(y1) + "\" x2=\"" + pixel(x2) + "\" y2=\"" + pixel(y2)
                + '"' + attributes(stroke) + "/>\n");
    }

    /** Draws a line through points given in pixels, or a dot for a single point. */
    void polyline(List<Line.Point> points, Stroke stroke) {
        if (points.size() == 1) {
            circle(points.get(0), DOT, stroke.colour(), Stroke.solid(stroke.colour(), 1));
            return;
        }
        body.append("<path fill=\"none\" stroke-linejoin=\"round\"" + attributes(stroke) + " d=\"");
        char command = 'M';
        for (Line.Point point : thinned(points)) {
            body.append(command).append(pixel(point.x())).append(' ').append(pixel(point.y()));
            command = 'L';
        }
        body.append("\"/>\n");
    }

    /** Fills an outline with a pale colour. */
    void shade(List<Line.Point> outline, String colour) {
        body.append("<path fill=\"" + colour + "\" fill-opacity=\"0.16\" d=\"" + outline(outline) + "\"/>\n");
    }

    private static String outline(List<Line.Point> corners) {
        return corners.stream()
                .map(point -> pixel(point.x()) + ' ' + pixel(point.y()))
                .collect(Collectors.joining("L", "M", "Z"));
    }

    /** Fills a shape that tells a text when pointed at. */
    void triangle(List<Line.Point> corners, String colour, String text) {
        body.append("<path fill=\"" + colour + "\" d=\"" + outline(corners) + "\"><title>" + escapeXml(text)
                + "</title></path>\n");
    }

    void fill(Area area, String colour) {
        body.append("<rect" + attributes(area) + " fill=\"" + colour + "\"/>\n");
    }

    /** Draws a rectangle with a border; hollow, or filled with a paler colour. */
    void box(Area area, Stroke border, boolean hollow) {
        body.append("<rect" + attributes(area) + " fill=\""
                + (hollow ? "#ffffff\"" : border.colour() + "\" fill-opacity=\"0.35\"") + attributes(border) + "/>\n");
    }

    void frame(Area area, Stroke border) {
        body.append("<rect" + attributes(area) + " fill=\"none\"" + attributes(border) + "/>\n");
    }

    void circle(Line.Point centre, double radius, String fill, Stroke border) {
        body.append("<circle cx=\"" + pixel(centre.x()) + "\" cy=\"" + pixel(centre.y()) + "\" r=\"" + number(radius)
                + "\" fill=\"" + fill + '"' + attributes(border) + "/>\n");
    }

    /** Draws a picture stretched over the area, without smoothing. */
    void image(Area area, Pixels pixels) {
        byte[] png = PngRaster.of(pixels);
        body.append("<image" + attributes(area) + " preserveAspectRatio=\"none\" image-rendering=\"pixelated\""
                + " href=\"data:image/png;base64," + Base64.getEncoder().encodeToString(png) + "\"/>\n");
    }

    void text(double x, double y, String text, TextStyle style) {
        text(x, y, new Scale.Tick(0, text, ""), style);
    }

    void text(double x, double y, Scale.Tick tick, TextStyle style) {
        text(x, y, tick, style, "");
    }

    /** Draws text that reads upwards. */
    void upwards(double x, double y, String text, TextStyle style) {
        String turn = " transform=\"rotate(-90 " + pixel(x) + ' ' + pixel(y) + ")\"";
        text(x, y, new Scale.Tick(0, text, ""), style, turn);
    }

    private void text(double x, double y, Scale.Tick tick, TextStyle style, String more) {
        body.append("<text x=\"" + pixel(x) + "\" y=\"" + pixel(y) + "\" font-size=\"" + number(style.size())
                + "\" fill=\"" + style.colour() + '"'
                + (style.anchor().equals("start") ? "" : " text-anchor=\"" + style.anchor() + '"')
                + (style.weight().equals("normal") ? "" : " font-weight=\"" + style.weight() + '"')
                + more + '>' + escapeXml(tick.label()));
        if (!tick.exponent().isEmpty()) {
            body.append("<tspan dy=\"-4\" font-size=\"8\">" + escapeXml(tick.exponent()) + "</tspan>");
        }
        body.append("</text>\n");
    }

    /**
     * Clips everything drawn until {@link #close} to the area. Does not use a clip path, whose id might already be in
     * use in a page.
     */
    void clip(Area area) {
        body.append("<svg" + attributes(area) + " overflow=\"hidden\" viewBox=\"" + number(area.left()) + ' '
                + number(area.top()) + ' ' + number(area.width()) + ' ' + number(area.height()) + "\">\n");
    }

    void close() {
        body.append("</svg>\n");
    }

    /** Starts a group of cells, up to {@link #closeCells}, whose edges stay sharp at any magnification. */
    void openCells() {
        body.append("<g shape-rendering=\"crispEdges\">\n");
    }

    void closeCells() {
        body.append("</g>\n");
    }

    /**
     * Draws a cell of a heat map. Its edges are rounded to whole pixels: viewers show seams where cells share a
     * pixel.
     */
    void cell(double left, double top, double right, double bottom, String colour) {
        double x = Math.rint(left);
        double y = Math.rint(top);
        double width = Math.rint(right) - x;
        if (width > 0) {
            fill(new Area(x, y, width, Math.rint(bottom) - y), colour);
        }
    }

    String document() {
        return body + "</svg>\n";
    }

    /**
     * Thins out a line with very many points: of the points in a narrow column only the outermost are visible.
     *
     * @return the first, lowest, highest and last point of each column, in their order; all points of a sparse line
     */
    static List<Line.Point> thinned(List<Line.Point> pixels) {
        List<Line.Point> thin = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= pixels.size(); i++) {
            if (i == pixels.size() || column(pixels.get(i)) != column(pixels.get(start))) {
                thin.addAll(outermost(pixels.subList(start, i)));
                start = i;
            }
        }
        return thin;
    }

    private static List<Line.Point> outermost(List<Line.Point> column) {
        if (column.size() <= 4) {
            return column;
        }
        int highest = 0;
        int lowest = 0;
        for (int i = 1; i < column.size(); i++) {
            highest = column.get(i).y() < column.get(highest).y() ? i : highest;
            lowest = column.get(i).y() > column.get(lowest).y() ? i : lowest;
        }
        return IntStream.of(0, highest, lowest, column.size() - 1)
                .distinct()
                .sorted()
                .mapToObj(column::get)
                .toList();
    }

    /** A column is half a pixel, one pixel of a PNG at twice the resolution. */
    private static long column(Line.Point pixel) {
        return (long) Math.floor(2 * pixel.x());
    }

    private static String attributes(Stroke stroke) {
        String dash = stroke.dash().stream().map(String::valueOf).collect(Collectors.joining(" "));
        return " stroke=\"" + stroke.colour() + "\" stroke-width=\"" + number(stroke.width()) + '"'
                + (dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + '"');
    }

    private static String attributes(Area area) {
        return " x=\"" + pixel(area.left()) + "\" y=\"" + pixel(area.top()) + "\" width=\"" + number(area.width())
                + "\" height=\"" + number(area.height()) + '"';
    }

    private static String pixel(double value) {
        return number(Math.max(-FAR, Math.min(FAR, value)));
    }

    /** A number with at most two decimals; hand-written so that the digits depend on neither locale nor JDK. */
    static String number(double value) {
        long hundredths = Math.round(value * 100);
        long whole = Math.abs(hundredths) / 100;
        long rest = Math.abs(hundredths) % 100;
        String decimals = rest == 0 ? "" : rest % 10 == 0 ? "." + rest / 10 : rest < 10 ? ".0" + rest : "." + rest;
        return (hundredths < 0 ? "-" : "") + whole + decimals;
    }
}
