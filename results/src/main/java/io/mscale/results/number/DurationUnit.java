package io.mscale.results.number;

/** The unit in which a duration is told. */
enum DurationUnit {
    MICROSECONDS("us", 1e6),
    MILLISECONDS("ms", 1e3),
    SECONDS("s", 1),
    MINUTES("min", 1 / 60.0),
    HOURS("h", 1 / 3600.0);

    private final String symbol;
    private final double perSecond;

    DurationUnit(String symbol, double perSecond) {
        this.symbol = symbol;
        this.perSecond = perSecond;
    }

    /** The unit that suits a duration. The lower limits are where three digits round up to the next unit. */
    static DurationUnit of(double seconds) {
        if (seconds < 0.9995e-3) {
            return MICROSECONDS;
        }
        if (seconds < 0.9995) {
            return MILLISECONDS;
        }
        if (seconds < 120) {
            return SECONDS;
        }
        return seconds < 7200 ? MINUTES : HOURS;
    }

    String symbol() {
        return symbol;
    }

    /** Whether a duration of this unit is told with one decimal, whatever its size. */
    boolean isLong() {
        return this == MINUTES || this == HOURS;
    }

    /** A number of seconds in this unit. */
    double from(double seconds) {
        return seconds * perSecond;
    }
}
