package io.mscale.tasks.table;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How numbers are written in columns of a table: what the decimal mark is, and what parts thousands. Collects what the
 * numbers show, and then reads them. A number such as 1,234, which can be 1234 or 1.234, is refused where nothing shows which.
 */
final class NumberMarks {

    private static final String BLANKS = " \u00A0\u202F\u2009";

    /**
     * Sign; digits that are grouped or not; the rest after a decimal mark; an exponent after e or d, or as Fortran writes it
     * where three digits leave no room for a letter.
     */
    private static final Pattern NUMBER = Pattern.compile("([+-]?)"
            + "(?:((\\d{1,3})([.,'\u2019" + BLANKS + "])\\d{3}(?:\\4\\d{3})*)(?:(?!\\4)([.,])(\\d*))?"
            + "|(\\d+)(?:(\\.)(\\d*)|(,)(\\d+))?"
            + "|([.,])(\\d+))"
            + "(?:[eEdD]([+-]?\\d{1,4})|(?<=[.,]\\d{0,40})([+-]\\d{3}))?");

    /** What stands for a value that is not there. */
    private static final Set<String> MISSING = Set.of("", "-", "na", "n/a", "#n/a", "nan", "null", "none");

    private static final char NONE = 0;

    private final @Nullable Character given;

    private boolean hasDecimalPoint;
    private boolean hasDecimalComma;
    /** Of numbers that leave no doubt, as 1,234.5 and 1,234,567. */
    private boolean hasCommaGroups;

    private boolean hasPointGroups;

    /** A number whose thousands are parted, as it is written; empty if there is none. */
    private String grouped = "";

    NumberMarks(@Nullable Character given) {
        this.given = given;
    }

    static boolean isMissing(String field) {
        return field.length() <= 4 && MISSING.contains(field.toLowerCase(Locale.ROOT));
    }

    /** Whether it is a number, whatever its marks are. */
    static boolean isNumber(String field) {
        return isPlain(field) || NUMBER.matcher(plain(field)).matches();
    }

    /** Whether it is digits with a point among them or none: most are, and this is quicker to find out. */
    private static boolean isPlain(String field) {
        int points = 0;
        int digits = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                points++;
            } else if (c != '-' || i > 0) {
                return false;
            }
        }
        return digits > 0 && points <= 1;
    }

    /** A field as people mean it: without blanks around it, and with a plain minus. */
    private static String plain(String field) {
        return stripped(field).replace('\u2212', '-');
    }

    /** Without blanks at its ends, those that do not break either. */
    static String stripped(String field) {
        int from = 0;
        int to = field.length();
        while (from < to && isBlank(field.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(field.charAt(to - 1))) {
            to--;
        }
        return field.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || BLANKS.indexOf(c) >= 0;
    }

    /** Takes note of what a number shows. */
    void note(String field) {
        if (isPlain(field) && (hasDecimalPoint || field.indexOf('.') < 0)) {
            return;
        }
        Written written = Written.of(field);
        if (written == null || written.isDoubtful()) {
            return;
        }
        if (written.group() != NONE) {
            grouped = grouped.isEmpty() ? stripped(field) : grouped;
        }
        hasCommaGroups |= written.group() == ',';
        hasPointGroups |= written.group() == '.';
        hasDecimalPoint |= written.decimal() == '.';
        hasDecimalComma |= written.decimal() == ',';
    }

    /**
     * Reads a number.
     *
     * @return NaN if the field is none
     * @throws IllegalArgumentException if it can be read in two ways, or in none under the marks found out or given; the
     *     message says so, and what to say
     */
    double read(String field) {
        boolean isPointDecimal = hasDecimalPoint && !hasDecimalComma && !hasPointGroups && given == null;
        if (isPlain(field) && (isPointDecimal || field.indexOf('.') < 0)) {
            return Double.parseDouble(field);
        }
        Written written = Written.of(field);
        if (written == null) {
            return Double.NaN;
        }
        char decimal = written.decimal();
        if (isMark(written.group()) || isMark(decimal)) {
            char mark = decimalMark(field, written);
            if (written.isDoubtful()) {
                decimal = written.group() == mark ? mark : NONE;
            } else if (written.group() == mark || (decimal != NONE && decimal != mark)) {
                throw new IllegalArgumentException(misfit(field, mark));
            }
        }
        return written.number(decimal);
    }

    private String misfit(String field, char mark) {
        return "'" + field + "' is not a finite number with decimal " + (mark == ',' ? "commas" : "points")
                + (given != null
                        ? ", as --decimal " + mark + " tells"
                        : ", as other numbers of the columns used show; --decimal " + (mark == ',' ? '.' : ',')
                                + " tells the other mark");
    }

    private char decimalMark(String field, Written written) {
        if (given != null) {
            return given;
        }
        if (hasDecimalPoint && hasDecimalComma) {
            throw new IllegalArgumentException("'" + field
                    + "' in a table with decimal points and decimal commas; say --decimal . or --decimal ,");
        }
        if (!written.isDoubtful()) {
            return hasDecimalComma || hasPointGroups ? ',' : '.';
        }
        boolean isPoint = written.group() == '.';
        boolean partsThousands = isPoint ? hasPointGroups : hasCommaGroups;
        boolean isDecimal = isPoint ? hasDecimalPoint || hasCommaGroups : hasDecimalComma;
        // A point is decimal where no number has a comma.
        if (partsThousands == isDecimal && (isDecimal || !isPoint || hasDecimalComma)) {
            String digits = plain(field);
            throw new IllegalArgumentException("'" + field + "' may be " + digits.replaceAll("[.,]", "") + " or "
                    + digits.replace(',', '.') + "; say --decimal . or --decimal ,");
        }
        return isPoint == partsThousands ? ',' : '.';
    }

    private static boolean isMark(char c) {
        return c == '.' || c == ',';
    }

    /**
     * A number as it is written.
     *
     * @param text without blanks around it
     * @param group what parts thousands, or may
     * @param decimal the mark that can only be decimal
     * @param isDoubtful whether it is like 1,234: one mark with three digits behind it, and nothing else that tells
     */
    private record Written(String text, char group, char decimal, boolean isDoubtful) {

        static @Nullable Written of(String field) {
            String text = plain(field);
            Matcher number = NUMBER.matcher(text);
            if (!number.matches()) {
                return null;
            }
            if (number.group(4) == null) {
                String mark = number.group(8) != null
                        ? number.group(8)
                        : number.group(10) != null ? number.group(10) : number.group(12);
                return new Written(text, NONE, mark == null ? NONE : mark.charAt(0), false);
            }
            char group = number.group(4).charAt(0);
            boolean isSingle = number.group(2).length() == number.group(3).length() + 4;
            // No one parts the thousands of 0,123 and 1,234e5.
            boolean hasThousands =
                    !number.group(3).startsWith("0") && number.group(14) == null && number.group(15) == null;
            if (isMark(group) && isSingle && number.group(5) == null) {
                return hasThousands ? new Written(text, group, NONE, true) : new Written(text, NONE, group, false);
            }
            String after = number.group(5);
            return number.group(3).startsWith("0")
                    ? null
                    : new Written(text, group, after == null ? NONE : after.charAt(0), false);
        }

        double number(char decimalMark) {
            StringBuilder plain = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean isSign = c == '+' || c == '-';
                if ((c >= '0' && c <= '9') || isSign) {
                    boolean hasNoLetter = isSign && i > 0 && "eEdD".indexOf(text.charAt(i - 1)) < 0;
                    plain.append(hasNoLetter ? "e" : "").append(c);
                } else if (c == decimalMark) {
                    plain.append('.');
                } else if ("eEdD".indexOf(c) >= 0) {
                    plain.append('e');
                }
            }
            return Double.parseDouble(plain.toString());
        }
    }

    /** Whether decimals follow a comma. */
    boolean isDecimalComma() {
        return given != null ? given == ',' : hasDecimalComma && !hasDecimalPoint;
    }

    /** A number whose thousands are parted, as it is written; empty if there is none. */
    String grouped() {
        return grouped;
    }
}
