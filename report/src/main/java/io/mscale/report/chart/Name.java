package io.mscale.report.chart;

/**
 * A line's name in the legend.
 *
 * @param beginning whose line it is; may be truncated to fit
 * @param ending distinguishes lines with the same beginning; starts with a space, or is empty
 */
public record Name(String beginning, String ending) {

    /** A name without an ending. */
    public static Name of(String name) {
        return new Name(name, "");
    }

    @Override
    public String toString() {
        return beginning + ending;
    }
}
