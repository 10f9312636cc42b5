package io.mscale.report.figure;

/**
 * How a line is drawn.
 *
 * @param colour {@code #rrggbb}
 * @param width in pixels
 * @param dash as SVG's {@code stroke-dasharray} has it
 */
record Stroke(String colour, double width, String dash) {

    /** Around a panel. */
    static final Stroke FRAME = solid("#666666", 1);

    /** Behind the data. */
    static final Stroke GRID = solid("#e6e6e6", 1);

    private static final double WIDEST = 3.6;

    private static final double NARROWEST = 1.4;

    /**
     * The stroke of a line among others: of lines that coincide, as those of equal arithmetic do, all can be seen if the
     * wide ones are drawn first.
     *
     * @param position from 0 for the first line to 1 for the last
     */
    static Stroke stacked(String colour, double position, String dash) {
        return new Stroke(colour, WIDEST + position * (NARROWEST - WIDEST), dash);
    }

    /** A line without gaps. */
    static Stroke solid(String colour, double width) {
        return new Stroke(colour, width, "none");
    }

    /** The attributes of an SVG element. */
    String attributes() {
        return " stroke=\"" + colour + "\" stroke-width=\"" + Markup.number(width) + '"'
                + (dash.equals("none") ? "" : " stroke-dasharray=\"" + dash + '"');
    }
}
