package io.mscale.report.chart;

import java.util.List;

/**
 * The look of a line.
 *
 * @param colour {@code #rrggbb}; a page in dark mode lightens the colours named here
 * @param width in pixels; 0 for a dot at each point instead of a line
 * @param dash lengths of dashes and gaps, alternating, in pixels; empty for a solid line
 */
public record Stroke(String colour, double width, List<Integer> dash) {

    /** For lines that belong to no contestant. */
    public static final String INK = "#000000";

    /** For the only line of a chart. */
    public static final String ACCENT = "#0058a3";

    /** For the function to be learned. */
    public static final String TARGET = "#444444";

    /** For published results. */
    public static final String PUBLISHED = "#888888";

    private static final double WIDEST = 3.6;

    private static final double NARROWEST = 1.4;

    public Stroke {
        dash = List.copyOf(dash);
    }

    /**
     * The stroke of one line among several. Lines that coincide, as with equal arithmetic, all stay visible if the
     * wide ones are drawn first.
     *
     * @param position from 0 for the first line to 1 for the last
     */
    public static Stroke stacked(String colour, double position, List<Integer> dash) {
        return new Stroke(colour, WIDEST + position * (NARROWEST - WIDEST), dash);
    }

    /** For points of data: a dot at each, and no line between them. */
    public static Stroke dots(String colour) {
        return new Stroke(colour, 0, List.of());
    }

    public boolean isDots() {
        return width == 0;
    }

    public static Stroke solid(String colour, double width) {
        return new Stroke(colour, width, List.of());
    }
}
