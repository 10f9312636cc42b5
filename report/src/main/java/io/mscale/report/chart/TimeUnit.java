package io.mscale.report.chart;

/** The unit of an axis of durations; named as {@link io.mscale.results.number.Formats#duration} names them. */
public enum TimeUnit {
    MICROSECONDS("us", 1e6),
    MILLISECONDS("ms", 1e3),
    SECONDS("s", 1);

    private final String symbol;
    private final double perSecond;

    TimeUnit(String symbol, double perSecond) {
        this.symbol = symbol;
        this.perSecond = perSecond;
    }

    /** The unit in which the longest duration is a number above one, if there is one. */
    public static TimeUnit of(double longestSeconds) {
        return longestSeconds < 1e-3 ? MICROSECONDS : longestSeconds < 1 ? MILLISECONDS : SECONDS;
    }

    public String symbol() {
        return symbol;
    }

    /** A number of seconds in this unit. */
    public double from(double seconds) {
        return seconds * perSecond;
    }
}
