package io.mscale.results.trend;

/**
 * A change in a series of runs.
 *
 * @param index the first run of the new level, the first that a drift moves, or the first recent run
 * @param last the run that a drift ends with, or the last recent run; {@code index} for a step
 * @param before the level before: the median of its runs, or where a drift begins
 * @param after the level after: the median of its runs, where a drift ends, or the median of the recent runs
 */
public record TrendChange(Kind kind, int index, int last, double before, double after) {

    /** What kind of change it is. */
    public enum Kind {
        /** A lasting change of level from one run to the next. */
        STEP,
        /** A lasting change that took many runs. */
        DRIFT,
        /** Only the newest runs are far from the level: a new level, or outliers. */
        RECENT
    }

    public double ratio() {
        return after / before;
    }

    /** Returns the number of runs from the first to the last one named. */
    public int runs() {
        return last - index + 1;
    }

    /** Returns the size of the change, the same for a rise by a factor as for a fall by it. */
    double size() {
        return Math.abs(Math.log(ratio()));
    }
}
