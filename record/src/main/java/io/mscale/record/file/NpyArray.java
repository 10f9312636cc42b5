package io.mscale.record.file;

import io.mscale.api.Precision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An array in NumPy's format NPY: a magic string, a header that is a Python dictionary, then the numbers. Written are little
 * endian, row-major float32 ({@code <f4}) or float64 ({@code <f8}) in version 1.0; read is every kind of real numbers.
 */
public final class NpyArray {

    /** Larger than any array of a cell. A limit is needed because a small file can claim to be huge. */
    private static final long MOST_BYTES = 1L << 30;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    /** The length of the magic string before the version. */
    private static final int VERSION = 6;

    /** Prescribed by the NPY format. */
    private static final int ALIGNMENT = 64;

    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '([^']*)', 'fortran_order': (False|True), 'shape': \\(([0-9, ]*)\\),? *}\\s*", Pattern.DOTALL);

    private final int[] shape;
    private final char kind;
    private final int width;
    private final byte[] content;

    private NpyArray(int[] shape, char kind, int width, byte[] content) {
        this.shape = shape;
        this.kind = kind;
        this.width = width;
        this.content = content;
    }

    /** A row of float64 numbers. */
    public static NpyArray of(double... values) {
        return of(values, new int[] {values.length});
    }

    /**
     * An array of float64 numbers.
     *
     * @param values row-major
     * @param shape the size of each dimension; their product is the number of values
     */
    public static NpyArray of(double[] values, int... shape) {
        byte[] content = new byte[Math.multiplyExact(values.length, Double.BYTES)];
        littleEndian(content).asDoubleBuffer().put(values);
        return new NpyArray(shape.clone(), 'f', Double.BYTES, content);
    }

    /** Like {@link #of(double[], int...)}, of int32 ({@code <i4}); read from a file they are float64. */
    public static NpyArray of(int[] values, int... shape) {
        byte[] content = new byte[Math.multiplyExact(values.length, Integer.BYTES)];
        littleEndian(content).asIntBuffer().put(values);
        return new NpyArray(shape.clone(), 'i', Integer.BYTES, content);
    }

    /** Numbers stored in a precision, to which they are rounded. */
    public static NpyArray of(Precision precision, double[] values, int... shape) {
        if (precision == Precision.FLOAT64) {
            return of(values, shape);
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return of(floats, shape);
    }

    /** A row of bytes ({@code |u1}), such as a text. */
    public static NpyArray ofBytes(byte[] values) {
        return new NpyArray(new int[] {values.length}, 'u', Byte.BYTES, values.clone());
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it is missing or not such an array; the message names it
     */
    public static NpyArray read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file.getFileName() + " is missing");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file.getFileName() + " is larger than " + (MOST_BYTES >> 20) + " MiB");
        }
        try {
            return parse(Files.readAllBytes(file));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException(file.getFileName() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Writes a file atomically. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, bytes());
    }

    /** Like {@link #of(double[], int...)}, of float32 ({@code <f4}). */
    static NpyArray of(float[] values, int... shape) {
        byte[] content = new byte[Math.multiplyExact(values.length, Float.BYTES)];
        littleEndian(content).asFloatBuffer().put(values);
        return new NpyArray(shape.clone(), 'f', Float.BYTES, content);
    }

    /**
     * Parses an array of any kind of real numbers, in either order of bytes and dimensions. Those that are not float32 or
     * float64 in little endian and in rows become float64 in rows.
     *
     * @throws IOException if the bytes are no such array; the message says why
     */
    public static NpyArray of(byte[] npy) throws IOException {
        try {
            return parse(npy);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("it cannot be read: " + e.getMessage(), e);
        }
    }

    /** Parses an array; an {@code IllegalArgumentException} says why the bytes are none. */
    static NpyArray parse(byte[] npy) {
        ByteBuffer bytes = littleEndian(npy);
        boolean isArray = npy.length >= MAGIC.length + 4
                && Arrays.equals(npy, 0, VERSION, MAGIC, 0, VERSION)
                && npy[VERSION] >= 1;
        if (!isArray || npy[VERSION] > 3) {
            throw new IllegalArgumentException("an array is not in NumPy's format 1.0 to 3.0");
        }
        boolean isFirst = npy[VERSION] == 1;
        int begin = MAGIC.length + (isFirst ? Short.BYTES : Integer.BYTES);
        long length = isFirst ? Short.toUnsignedInt(bytes.getShort(MAGIC.length)) : bytes.getInt(MAGIC.length);
        int end = (int) Math.max(begin, Math.min(npy.length, begin + length));
        String text = new String(npy, begin, end - begin, StandardCharsets.UTF_8);
        Matcher header = HEADER.matcher(text);
        if (!header.matches()) {
            throw new IllegalArgumentException(
                    text.contains("'descr': [") ? "an array has named fields" : "an array's header is unknown");
        }
        NpyNumbers numbers = NpyNumbers.of(header.group(1));
        int[] shape = Arrays.stream(header.group(3).split(",", -1))
                .map(String::strip)
                .filter(size -> !size.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        byte[] content = Arrays.copyOfRange(npy, end, npy.length);
        long size = IntStream.of(shape).asLongStream().reduce(numbers.width(), Math::multiplyExact);
        if (size != content.length) {
            throw new IllegalArgumentException(
                    "an array of shape " + Arrays.toString(shape) + " has " + content.length + " bytes");
        }
        boolean isInColumns = header.group(2).equals("True") && shape.length > 1;
        boolean isPlain = numbers.kind() == 'f' && numbers.width() > 2 && numbers.order() == ByteOrder.LITTLE_ENDIAN;
        return isPlain && !isInColumns
                ? new NpyArray(shape, 'f', numbers.width(), content)
                : of(converted(content, numbers, shape, isInColumns), shape);
    }

    private static double[] converted(byte[] content, NpyNumbers numbers, int[] shape, boolean isInColumns) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(numbers.order());
        double[] values = new double[content.length / numbers.width()];
        int[] at = new int[shape.length];
        for (int i = 0; i < values.length; i++) {
            int from = i;
            if (isInColumns) {
                from = 0;
                for (int k = shape.length - 1; k >= 0; k--) {
                    from = from * shape[k] + at[k];
                }
                for (int k = shape.length - 1; k >= 0 && ++at[k] == shape[k]; k--) {
                    at[k] = 0;
                }
            }
            values[i] = numbers.read(bytes, from * numbers.width());
        }
        return values;
    }

    /** The size of each dimension. */
    public int[] shape() {
        return shape.clone();
    }

    /** The numbers as double, row-major, whatever their stored precision. */
    public double[] values() {
        if (kind != 'f') {
            throw new IllegalStateException("numbers of kind '" + kind + "' are read from a file only");
        }
        if (width == Double.BYTES) {
            return doubles();
        }
        float[] floats = floats();
        double[] values = new double[floats.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = floats[i];
        }
        return values;
    }

    /** The numbers, which must be float32. */
    float[] floats() {
        require(Float.BYTES);
        float[] values = new float[content.length / Float.BYTES];
        littleEndian(content).asFloatBuffer().get(values);
        return values;
    }

    /** The numbers, which must be float64. */
    double[] doubles() {
        require(Double.BYTES);
        double[] values = new double[content.length / Double.BYTES];
        littleEndian(content).asDoubleBuffer().get(values);
        return values;
    }

    /** The encoded array. The numbers start at a multiple of {@value #ALIGNMENT} bytes. */
    public byte[] bytes() {
        String sizes = IntStream.of(shape).mapToObj(size -> size + ",").collect(Collectors.joining(" "));
        String text = "{'descr': '" + (width == 1 ? '|' : '<') + kind + width + "', 'fortran_order': False, 'shape': ("
                + sizes + "), }";
        int before = MAGIC.length + Short.BYTES;
        int padding = ALIGNMENT - 1 - (before + text.length()) % ALIGNMENT;
        byte[] header = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] npy = new byte[before + header.length + content.length];
        littleEndian(npy).put(MAGIC).putShort((short) header.length).put(header).put(content);
        return npy;
    }

    private void require(int expected) {
        if (width != expected) {
            throw new IllegalArgumentException("an array has numbers of " + width + " bytes, not " + expected);
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
