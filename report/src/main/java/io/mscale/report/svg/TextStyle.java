package io.mscale.report.svg;

import io.mscale.report.chart.Line;

/**
 * The style of a text.
 *
 * @param anchor the end of the text at its position, as in SVG's {@code text-anchor}
 * @param weight as in SVG's {@code font-weight}
 */
record TextStyle(double size, String anchor, String weight, String colour) {

    private static final String INK = "#222222";

    static final TextStyle TITLE = new TextStyle(15, "start", "bold", INK);
    static final TextStyle HEADING = new TextStyle(12, "start", "bold", INK);

    static final TextStyle AXIS = new TextStyle(12, "middle", "normal", INK);
    static final TextStyle LABEL = new TextStyle(12, "start", "normal", INK);

    static final TextStyle TICK = new TextStyle(11, "middle", "normal", "#444444");
    static final TextStyle NOTE = new TextStyle(11, "start", "normal", "#666666");

    TextStyle at(String newAnchor) {
        return new TextStyle(size, newAnchor, weight, colour);
    }

    /** The text fitted into a width, truncating the beginning of the name if necessary. */
    String fit(Line.Name name, double width) {
        double left = width - width(name.ending());
        return left < 3 * size
                ? fit(name.beginning() + name.ending(), width)
                : fit(name.beginning(), left) + name.ending();
    }

    /** As much of a text as fits into a width in every common font; widths are estimated generously. */
    String fit(String text, double width) {
        int[] letters = text.codePoints().toArray();
        double used = 0;
        int fitting = 0;
        int fittingWithDots = 0;
        for (; fitting < letters.length; fitting++) {
            used += width(letters[fitting]);
            if (used > width) {
                return new String(letters, 0, fittingWithDots).strip() + "\u2026";
            }
            fittingWithDots = used + size <= width ? fitting + 1 : fittingWithDots;
        }
        return text;
    }

    /** The estimated width of a text. */
    double width(String text) {
        return text.codePoints().mapToDouble(this::width).sum();
    }

    /** The estimated width of a letter; scripts from Hangul upwards have full-width letters. */
    private double width(int letter) {
        return size * (letter >= 0x1100 ? 1.05 : weight.equals("bold") ? 0.66 : 0.6);
    }
}
