package io.mscale.report.svg;

import io.mscale.report.chart.Name;

/**
 * How a text is set.
 *
 * @param size the font's size in pixels
 * @param anchor which end of the text its position names, as SVG's {@code text-anchor} has it
 * @param weight as SVG's {@code font-weight} has it
 * @param colour of the letters
 */
record TextStyle(double size, String anchor, String weight, String colour) {

    private static final String INK = "#222222";

    /** The drawing's title. */
    static final TextStyle TITLE = new TextStyle(15, "start", "bold", INK);

    /** What a panel shows. */
    static final TextStyle HEADING = new TextStyle(12, "start", "bold", INK);

    /** What an axis shows. */
    static final TextStyle AXIS = new TextStyle(12, "middle", "normal", INK);

    /** Legends and names of rows. */
    static final TextStyle LABEL = new TextStyle(12, "start", "normal", INK);

    /** Numbers along an axis. */
    static final TextStyle TICK = new TextStyle(11, "middle", "normal", "#444444");

    /** Where figures come from. */
    static final TextStyle NOTE = new TextStyle(11, "start", "normal", "#666666");

    /** The same, with its position at the beginning. */
    TextStyle atStart() {
        return new TextStyle(size, "start", weight, colour);
    }

    /** The same, with its position at the end. */
    TextStyle atEnd() {
        return new TextStyle(size, "end", weight, colour);
    }

    /** A text that fits into a width, cut in its first part if it has to be. */
    String fit(Name name, double width) {
        double left = width - width(name.ending());
        return left < 3 * size
                ? fit(name.beginning() + name.ending(), width)
                : fit(name.beginning(), left) + name.ending();
    }

    /** As much of a text as fits into a width in every usual font: widths are estimated, and generously. */
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

    private double width(String text) {
        return text.codePoints().mapToDouble(this::width).sum();
    }

    /** Scripts from Hangul upwards have letters as wide as they are high. */
    private double width(int letter) {
        double share = letter >= 0x1100 ? 1.05 : weight.equals("bold") ? 0.66 : 0.6;
        return share * size;
    }
}
