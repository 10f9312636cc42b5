package io.mscale.results.number;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Formats numbers for display, independently of the locale. A missing number becomes a dash. */
public final class Formats {

    public static final String MISSING = "-";

    private Formats() {}

    /** An error such as an MSE, two digits: 1.2e-3. */
    public static String error(@Nullable Double value) {
        return value == null ? MISSING : scientific(value);
    }

    /** A duration with three digits in a suitable unit: 12.3 ms, 1.21 s, 3.4 min, 2.1 h. */
    public static String duration(@Nullable Double seconds) {
        return seconds == null ? MISSING : duration(seconds, null);
    }

    /** The unit in which a duration is displayed; {@code atLeast} is the least duration that rounds up to it. */
    private enum Unit {
        HOURS("h", 1 / 3600.0, 7200),
        MINUTES("min", 1 / 60.0, 120),
        SECONDS("s", 1, 0.9995),
        MILLISECONDS("ms", 1e3, 0.9995e-3),
        MICROSECONDS("us", 1e6, Double.NEGATIVE_INFINITY);

        private final String symbol;
        private final double perSecond;
        private final double atLeast;

        Unit(String symbol, double perSecond, double atLeast) {
            this.symbol = symbol;
            this.perSecond = perSecond;
            this.atLeast = atLeast;
        }

        static Unit of(double seconds) {
            return Stream.of(values())
                    .filter(unit -> seconds >= unit.atLeast)
                    .findFirst()
                    .orElse(HOURS);
        }
    }

    /** A duration and its error in the same unit, with three and two digits: 12.3 +/- 0.45 ms. */
    public static String duration(double seconds, @Nullable Double error) {
        Unit unit = Unit.of(seconds);
        double number = seconds * unit.perSecond;
        String text = unit.perSecond < 1 ? format("%.1f", number) : threeDigits(number);
        return text + (error == null ? "" : " +/- " + twoDigitsPlain(error * unit.perSecond)) + " " + unit.symbol;
    }

    private static String twoDigitsPlain(double value) {
        return new BigDecimal(value)
                .round(new MathContext(2))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A duration for machine-readable output, in seconds with three decimals: 0.012, 75.300. */
    public static String seconds(double seconds) {
        return format("%.3f", seconds);
    }

    /** Memory allocated per operation, three digits: 24 B, 1.21 kB, 3.40 MB. */
    public static String allocation(@Nullable Double bytes) {
        if (bytes == null) {
            return MISSING;
        }
        if (bytes < 999.5) {
            return format("%.0f B", bytes);
        }
        return bytes < 999_500 ? threeDigits(bytes / 1e3) + " kB" : threeDigits(bytes / 1e6) + " MB";
    }

    /** A power ratio: 27.1 dB. */
    public static String similarity(@Nullable Double value) {
        return value == null ? MISSING : format("%.3f", value);
    }

    public static String decibels(@Nullable Double value) {
        return value == null ? MISSING : format("%.1f dB", value);
    }

    /** A factor, three digits: 1.02, 12.3, 204. */
    public static String factor(double ratio) {
        return threeDigits(ratio);
    }

    /** A ratio of errors, which may be of any size: 0.80, 12.3, 1.2e-4. */
    public static String ratio(double ratio) {
        return ratio >= 0.0995 && ratio < 9950 ? threeDigits(ratio) : scientific(ratio);
    }

    /** A probability, two digits: 0.029, 2.3e-05. */
    public static String probability(double p) {
        return format("%.2g", p);
    }

    /** A count; half-integers are allowed, since the median of two counts can be one. */
    public static String count(@Nullable Double count) {
        return count == null ? MISSING : format(count == Math.rint(count) ? "%.0f" : "%.1f", count);
    }

    /** A large count, three digits: 812, 1.21 k, 3.40 M, 2.05 G. */
    public static String largeCount(@Nullable Double count) {
        if (count == null) {
            return MISSING;
        }
        if (count < 999.5) {
            return format("%.0f", count);
        }
        return count < 999_500
                ? threeDigits(count / 1e3) + " k"
                : count < 999.5e6 ? threeDigits(count / 1e6) + " M" : threeDigits(count / 1e9) + " G";
    }

    /** A rate per second, three digits. */
    public static String rate(@Nullable Double perSecond) {
        return perSecond == null ? MISSING : threeDigits(perSecond);
    }

    /** A fraction as a percentage with two digits: 2.1%. */
    public static String percentage(@Nullable Double share) {
        return share == null ? MISSING : format(share >= 0.0995 ? "%.0f%%" : "%.1f%%", 100 * share);
    }

    /** An amount of memory in SI units: 312 MB. */
    public static String bytes(@Nullable Number bytes) {
        if (bytes == null) {
            return MISSING;
        }
        double amount = bytes.doubleValue();
        return amount < 999.5e6 ? format("%.0f MB", amount / 1e6) : format("%.2f GB", amount / 1e9);
    }

    /** A ratio for use in prose, two digits: 1400, 430, 7.2. */
    public static String times(@Nullable Double ratio) {
        if (ratio == null) {
            return MISSING;
        }
        return ratio >= 99_500
                ? scientific(ratio)
                : ratio >= 9.95 ? format("%.0f", twoDigits(ratio)) : format("%.1f", ratio);
    }

    private static double twoDigits(double value) {
        double unit = Math.pow(10, Math.floor(Math.log10(value)) - 1);
        return Math.rint(value / unit) * unit;
    }

    private static String scientific(double value) {
        if (value == 0) {
            return "0";
        }
        return format("%.1e", value).replaceFirst("e([+-])0?", "e$1").replace("e+", "e");
    }

    private static String threeDigits(double value) {
        int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return format("%." + decimals + "f", value);
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
