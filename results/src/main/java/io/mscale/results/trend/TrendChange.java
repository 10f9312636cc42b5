package io.mscale.results.trend;

/**
 * A lasting change of level.
 *
 * @param index the first point of the new level
 * @param before the median of the previous level
 * @param after the median of the new level
 */
public record TrendChange(int index, double before, double after) {

    public double ratio() {
        return after / before;
    }
}
