package io.mscale.report.chart;

import java.util.List;

/**
 * How a line looks.
 *
 * @param colour {@code #rrggbb}; a page on a dark ground shows those named here lighter
 * @param width in pixels
 * @param dash lengths of strokes and gaps in turn, in pixels; empty for a line without gaps
 */
public record Stroke(String colour, double width, List<Integer> dash) {

    /** What belongs to no contestant. */
    public static final String INK = "#000000";

    /** The one line of a chart. */
    public static final String ACCENT = "#0058a3";

    /** What is to be learned. */
    public static final String TARGET = "#444444";

    /** What others published. */
    public static final String PUBLISHED = "#888888";

    private static final double WIDEST = 3.6;

    private static final double NARROWEST = 1.4;

    public Stroke {
        dash = List.copyOf(dash);
    }

    /**
     * The stroke of a line among others: of lines that coincide, as those of equal arithmetic do, all can be seen if the
     * wide ones are drawn first.
     *
     * @param position from 0 for the first line to 1 for the last
     */
    public static Stroke stacked(String colour, double position, List<Integer> dash) {
        return new Stroke(colour, WIDEST + position * (NARROWEST - WIDEST), dash);
    }

    /** The stroke of a line without gaps. */
    public static Stroke solid(String colour, double width) {
        return new Stroke(colour, width, List.of());
    }
}
