package io.mscale.results.number;

/** The unit in which a duration is displayed. */
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

    /** Returns the unit for a duration. Each lower limit is the value that rounds up to the unit at three digits. */
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

    /** Returns whether durations in this unit always have one decimal. */
    boolean isLong() {
        return this == MINUTES || this == HOURS;
    }

    /** Converts seconds to this unit. */
    double from(double seconds) {
        return seconds * perSecond;
    }
}
