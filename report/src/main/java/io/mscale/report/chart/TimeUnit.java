package io.mscale.report.chart;

/** Unit of an axis of durations, named as in {@link io.mscale.results.number.Formats#duration}. */
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

    /** The largest unit in which the longest duration is at least one, or the smallest unit if there is none. */
    public static TimeUnit of(double longestSeconds) {
        return longestSeconds < 1e-3 ? MICROSECONDS : longestSeconds < 1 ? MILLISECONDS : SECONDS;
    }

    public String symbol() {
        return symbol;
    }

    /** Converts seconds to this unit. */
    public double from(double seconds) {
        return seconds * perSecond;
    }
}
