package io.mscale.tasks.table;

import io.mscale.api.task.Units;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How dates and times of a column become numbers. The unit in the column's name tells it, as in {@code date [days since
 * 2024-01-31]}, so that later dates can be mapped alike.
 *
 * @param kind what is counted from when
 * @param zero the second since 1970 that becomes 0
 * @param hasZone whether the times are of a known zone; they count in UTC
 */
public record TimeScale(Kind kind, long zero, boolean hasZone) {

    /** What is counted. */
    public enum Kind {
        /** Dates: days. */
        DAYS,
        /** Dates with times: seconds. */
        SECONDS,
        /** Times without dates: seconds since midnight. */
        SECONDS_OF_DAY
    }

    private static final String DAYS = "days since ";
    private static final String SECONDS = "seconds since ";
    private static final String MIDNIGHT = SECONDS + "midnight";

    private static final Pattern SINCE = Pattern.compile(
            "(?:" + DAYS + "(\\d{4}-\\d\\d-\\d\\d)|" + SECONDS + "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(Z?))");

    /** The scale that the unit at the end of a column's name tells; empty if it tells none. */
    public static Optional<TimeScale> ofName(String name) {
        String unit = new Units.Column(name, 0, 1).unit();
        if (unit.equals(MIDNIGHT)) {
            return Optional.of(new TimeScale(Kind.SECONDS_OF_DAY, 0, false));
        }
        Matcher since = SINCE.matcher(unit);
        if (!since.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    since.group(1) != null
                            ? new TimeScale(
                                    Kind.DAYS,
                                    LocalDate.parse(since.group(1)).toEpochDay() * Moment.SECONDS_OF_DAY,
                                    false)
                            : new TimeScale(
                                    Kind.SECONDS,
                                    LocalDateTime.parse(since.group(2)).toEpochSecond(ZoneOffset.UTC),
                                    !since.group(3).isEmpty()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The unit: {@code days since 2024-01-31}. */
    public String unit() {
        LocalDateTime from = LocalDateTime.ofEpochSecond(zero, 0, ZoneOffset.UTC);
        return switch (kind) {
            case DAYS -> DAYS + from.toLocalDate();
            case SECONDS ->
                SECONDS + from.toLocalDate() + "T"
                        + String.format(
                                Locale.ROOT, "%02d:%02d:%02d", from.getHour(), from.getMinute(), from.getSecond())
                        + (hasZone ? "Z" : "");
            case SECONDS_OF_DAY -> MIDNIGHT;
        };
    }

    /** A column's name with this unit, in place of one that it has. */
    String named(String name) {
        return new Units.Column(name, 0, 1).quantity() + " [" + unit() + "]";
    }

    /**
     * The number of a moment.
     *
     * @param field how it is written
     * @throws IllegalArgumentException if it has a date or a time zone where these times have none, or the reverse
     */
    double number(Moment moment, String field) {
        if (moment.hasDate() != (kind != Kind.SECONDS_OF_DAY)) {
            throw mismatch(field, moment.hasDate(), "date");
        }
        if (kind == Kind.SECONDS && moment.hasZone() != hasZone) {
            throw mismatch(field, moment.hasZone(), "time zone");
        }
        double seconds = moment.second() - zero + moment.nanos() * 1e-9;
        return kind == Kind.DAYS ? seconds / Moment.SECONDS_OF_DAY : seconds;
    }

    private IllegalArgumentException mismatch(String field, boolean has, String what) {
        return new IllegalArgumentException("'" + field + "' has " + (has ? "a " : "no ") + what + "; it must have "
                + (has ? "none" : "one") + " to be counted in " + unit());
    }
}
