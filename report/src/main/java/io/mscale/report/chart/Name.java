package io.mscale.report.chart;

/**
 * What a legend calls a line, on one line.
 *
 * @param beginning who it is of; may be cut where there is no room
 * @param ending tells lines with the same beginning apart; begins with a blank, or is empty
 */
public record Name(String beginning, String ending) {

    /** A name that has no second part. */
    public static Name of(String name) {
        return new Name(name, "");
    }

    @Override
    public String toString() {
        return beginning + ending;
    }
}
