package io.mscale.tasks.pde;

import io.mscale.api.option.Numbers;

/** Reads numbers of equations: in a range, perhaps in units of pi as {@code 6pi}, perhaps as a fraction {@code 1/11}. */
final class Quantity {

    private static final String PI = "pi";

    private Quantity() {}

    /** A number in [least, most]; 6pi is 6 times pi, and pi is pi. */
    static double between(String text, double least, double most) {
        double value = inUnitsOfPi(text);
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("'" + text + "' is not a number from " + plain(least) + " to "
                    + plain(most) + " (a number before pi is its multiple: 0.5pi)");
        }
        return value;
    }

    /** NaN if it is no number. */
    private static double inUnitsOfPi(String text) {
        String number = text.strip();
        String factor = number.endsWith(PI) ? number.substring(0, number.length() - PI.length()) : number;
        try {
            return (number.endsWith(PI) ? Math.PI : 1) * (number.equals(PI) ? 1 : Numbers.finite(factor));
        } catch (IllegalArgumentException e) {
            return Double.NaN;
        }
    }

    /** A share in (0, 1), as 0.1 or 1/10. */
    static double share(String text) {
        int slash = text.indexOf('/');
        double value;
        try {
            value = slash < 0
                    ? Numbers.finite(text)
                    : Numbers.finite(text.substring(0, slash)) / Numbers.finite(text.substring(slash + 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not a share, such as 0.1 or 1/10");
        }
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException("'" + text + "' is not between 0 and 1");
        }
        return value;
    }

    /** A number of at least 1. */
    static double atLeastOne(String text) {
        double value = Numbers.finite(text);
        if (!(value >= 1)) {
            throw new IllegalArgumentException("'" + text + "' is not at least 1");
        }
        return value;
    }

    /** Without the fraction of a whole number. */
    static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
