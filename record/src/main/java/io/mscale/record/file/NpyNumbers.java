package io.mscale.record.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kinds of numbers in NumPy's arrays, as their {@code descr} names them.
 *
 * @param order the byte order
 * @param kind {@code f}, {@code i}, {@code u} or {@code b}
 * @param width bytes of a number
 */
record NpyNumbers(ByteOrder order, char kind, int width) {

    private static final Pattern DESCR = Pattern.compile("([<>|=])(?:(f)([248])|([iu])([1248])|(b)(1))");

    /**
     * Reads a {@code descr}.
     *
     * @throws IllegalArgumentException if it is no kind of real numbers that Java has
     */
    static NpyNumbers of(String descr) {
        Matcher matcher = DESCR.matcher(descr);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("an array is of '" + descr
                    + "'; float16 to float64, whole numbers of 8 to 64 bits and truth values are read");
        }
        for (int kind = 2; kind < 6; kind += 2) {
            if (matcher.group(kind) != null) {
                return of(matcher, kind);
            }
        }
        return of(matcher, 6);
    }

    private static NpyNumbers of(Matcher matcher, int kind) {
        return new NpyNumbers(
                matcher.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                matcher.group(kind).charAt(0),
                Integer.parseInt(matcher.group(kind + 1)));
    }

    /** The number at a position, in bytes. */
    double read(ByteBuffer bytes, int at) {
        if (kind == 'f') {
            return switch (width) {
                case 2 -> half(bytes.getShort(at));
                case 4 -> bytes.getFloat(at);
                default -> bytes.getDouble(at);
            };
        }
        boolean isSigned = kind == 'i';
        return switch (width) {
            case 1 -> isSigned ? bytes.get(at) : Byte.toUnsignedInt(bytes.get(at));
            case 2 -> isSigned ? bytes.getShort(at) : Short.toUnsignedInt(bytes.getShort(at));
            case 4 -> isSigned ? bytes.getInt(at) : Integer.toUnsignedLong(bytes.getInt(at));
            default -> isSigned || bytes.getLong(at) >= 0 ? bytes.getLong(at) : bytes.getLong(at) + 0x1p64;
        };
    }

    /** Half precision; the method of class Float is younger than Java 17. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double size = exponent == 0x1f
                ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                : exponent == 0 ? fraction * 0x1p-24 : Math.scalb(1 + fraction * 0x1p-10, exponent - 15);
        return bits < 0 ? -size : size;
    }
}
