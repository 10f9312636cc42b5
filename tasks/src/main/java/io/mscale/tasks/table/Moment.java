package io.mscale.tasks.table;

import io.mscale.tasks.table.TableFormat.DayOrder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date, a time, or both, as written in a table.
 *
 * @param second since 1970, or since midnight if there is no date
 * @param nanos the rest
 */
record Moment(boolean hasDate, boolean hasTime, boolean hasZone, long second, int nanos) {

    static final long SECONDS_OF_DAY = 86_400;

    private static final String TIME = "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?"
            + "(?:\\s*([AaPp])\\.?[Mm]\\.?)?(?:\\s*(Z|UTC|GMT|[+-]\\d{2}:?(?:\\d{2})?))?";

    private static final Pattern WRITTEN = Pattern.compile("(?:(\\d{4})([-/])(\\d{1,2})(?:\\2(\\d{1,2}))?"
            + "|(\\d{1,2})([./-])(\\d{1,2})\\6(\\d{4}))(?:(?:,?\\s+|[Tt])" + TIME + ")?|" + TIME);

    /** Whether a field looks like a date or a time. */
    static boolean isMoment(String field) {
        return matched(field) != null;
    }

    private static @Nullable Matcher matched(String field) {
        if (field.length() < 4 || field.length() > 40 || !Character.isDigit(field.charAt(0))) {
            return null;
        }
        Matcher matcher = WRITTEN.matcher(field);
        return matcher.matches() ? matcher : null;
    }

    /** What a date says of the order of days and months where it can be either; null if it says nothing. */
    static @Nullable DayOrder shown(String field) {
        Matcher matcher = matched(field);
        if (matcher == null || !isDoubtful(matcher)) {
            return null;
        }
        return Integer.parseInt(matcher.group(5)) > 12
                ? DayOrder.DAY_FIRST
                : Integer.parseInt(matcher.group(7)) > 12 ? DayOrder.MONTH_FIRST : null;
    }

    /** Whether a date is such that days or months can come first, as in 3/4/2024. */
    static boolean isDoubtful(String field) {
        Matcher matcher = matched(field);
        return matcher != null && isDoubtful(matcher);
    }

    /** Whether its date has points, as in 3.4.2024. */
    static boolean isWithPoints(String field) {
        Matcher matcher = matched(field);
        return matcher != null && ".".equals(matcher.group(6));
    }

    private static boolean isDoubtful(Matcher matcher) {
        return matcher.group(6) != null && !matcher.group(6).equals(".");
    }

    /** Reads a field; null if it is no date or time. */
    static @Nullable Moment read(String field, DayOrder order) {
        Matcher matcher = matched(field);
        if (matcher == null) {
            return null;
        }
        boolean hasDate = matcher.group(1) != null || matcher.group(5) != null;
        int time = hasDate ? 9 : 15;
        boolean hasTime = matcher.group(time) != null;
        try {
            long second = hasDate ? date(matcher, order).toEpochDay() * SECONDS_OF_DAY : 0;
            if (!hasTime) {
                return new Moment(true, false, false, second, 0);
            }
            String zone = matcher.group(time + 5);
            second += secondOfDay(matcher, time) - (zone == null ? 0 : offset(zone));
            String fraction = matcher.group(time + 3);
            int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
            return new Moment(hasDate, true, zone != null, second, nanos);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalDate date(Matcher matcher, DayOrder order) {
        if (matcher.group(1) != null) {
            int day = matcher.group(4) == null ? 1 : Integer.parseInt(matcher.group(4));
            return LocalDate.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(3)), day);
        }
        int first = Integer.parseInt(matcher.group(5));
        int second = Integer.parseInt(matcher.group(7));
        boolean isDayFirst = !isDoubtful(matcher) || order == DayOrder.DAY_FIRST;
        return LocalDate.of(
                Integer.parseInt(matcher.group(8)), isDayFirst ? second : first, isDayFirst ? first : second);
    }

    private static long secondOfDay(Matcher matcher, int time) {
        int hour = Integer.parseInt(matcher.group(time));
        int minute = Integer.parseInt(matcher.group(time + 1));
        int second = matcher.group(time + 2) == null ? 0 : Integer.parseInt(matcher.group(time + 2));
        String half = matcher.group(time + 4);
        boolean isWrong = half == null ? hour > 24 : hour < 1 || hour > 12;
        if (isWrong || minute > 59 || second > 60 || (hour == 24 && minute + second > 0)) {
            throw new DateTimeException("no such time");
        }
        int hours =
                half == null ? hour : hour % 12 + (half.toLowerCase(Locale.ROOT).equals("p") ? 12 : 0);
        return hours * 3600L + minute * 60L + second;
    }

    private static long offset(String zone) {
        if (!zone.startsWith("+") && !zone.startsWith("-")) {
            return 0;
        }
        String digits = zone.substring(1).replace(":", "");
        long minutes = digits.length() > 2 ? Long.parseLong(digits.substring(2)) : 0;
        long seconds = Long.parseLong(digits.substring(0, 2)) * 3600 + minutes * 60;
        return zone.startsWith("-") ? -seconds : seconds;
    }
}
