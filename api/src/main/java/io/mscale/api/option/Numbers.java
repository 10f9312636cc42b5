package io.mscale.api.option;

import java.util.Arrays;
import java.util.List;

/** Reads numbers as users write them; a wrong one is answered with the value and the range that is allowed. */
public final class Numbers {

    private Numbers() {}

    /** A whole number in [{@code least}, {@code most}]; anything else is an {@link IllegalArgumentException}. */
    public static long wholeNumber(String text, long least, long most) {
        boolean tooLarge = false;
        try {
            long value = Long.parseLong(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
            tooLarge = value > most;
        } catch (NumberFormatException e) {
            // answered below, with the range
        }
        String range =
                most >= Integer.MAX_VALUE && !tooLarge ? "of at least " + least : "from " + least + " to " + most;
        throw new IllegalArgumentException("'" + text + "' is not a whole number " + range);
    }

    /** Any whole number that fits a {@code long}, such as a seed. */
    public static long wholeNumber(String text) {
        return wholeNumber(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** A whole number of at least one that fits an {@code int}, such as a width or a number of samples. */
    public static int positiveInt(String text) {
        return (int) wholeNumber(text, 1, Integer.MAX_VALUE);
    }

    /** A finite number greater than zero; anything else is an {@link IllegalArgumentException}. */
    public static double positive(String text) {
        double value = finite(text);
        if (value > 0) {
            return value;
        }
        throw new IllegalArgumentException("'" + text + "' is not greater than 0");
    }

    /** A number that is not NaN and not infinite; anything else is an {@link IllegalArgumentException}. */
    public static double finite(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw new IllegalArgumentException("'" + text + "' is not a finite number");
    }

    /** A comma-separated list of positive whole numbers, none missing, such as widths {@code 3000,100,100,100}. */
    public static List<Integer> positiveInts(String text) {
        return Arrays.stream(text.split(",", -1)).map(Numbers::positiveInt).toList();
    }
}
