package io.mscale.results.trend;

/**
 * A change for good.
 *
 * @param index the first point of the new level
 * @param before the median of the level before
 * @param after the median of the new level
 */
public record TrendChange(int index, double before, double after) {

    /** By what factor the level changed. */
    public double ratio() {
        return after / before;
    }
}
