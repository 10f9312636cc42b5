package io.mscale.api.network;

import io.mscale.api.option.Names;
import io.mscale.api.option.Numbers;
import io.mscale.api.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The scales a_1, ..., a_A of a first layer. The layer's neurons are split into A blocks; the neurons of block i see
 * a_i W0 x.
 *
 * <p>A family is closed under its text form: {@code Scales.parse(s.toString())} equals {@code s}.
 */
public sealed interface Scales {

    /** Forms that {@link #parse} reads, for messages and help. */
    String FORMS = "linear:A, pow2:A, seed:A, const:VALUE, const:VALUExA, normal:DEVIATIONxA or a list such as 1,2,4,8";

    /** The names of the families that {@link #parse} reads. */
    List<String> FAMILIES = List.of("linear", "pow2", "seed", "const", "normal");

    /** The scales a_1, ..., a_A in order of their blocks. */
    double[] values();

    /** A, the number of scales. */
    int count();

    /** The single scale 1: a plain first layer. */
    static Scales one() {
        return new Explicit(List.of(1.0));
    }

    /** a_i = i, for i = 1..A. */
    record Linear(int count) implements Scales {
        public Linear {
            requireCount(count);
        }

        @Override
        public double[] values() {
            return DoubleStream.iterate(1, a -> a + 1).limit(count).toArray();
        }

        @Override
        public String toString() {
            return "linear:" + count;
        }
    }

    /** a_i = 2^(i-1), for i = 1..A, at most 100: more powers overflow float32. */
    record PowersOfTwo(int count) implements Scales {
        public PowersOfTwo {
            requireCount(count);
            if (count > 100) {
                throw new IllegalArgumentException("pow2 has at most 100 scales, not " + count);
            }
        }

        @Override
        public double[] values() {
            return DoubleStream.iterate(1, a -> 2 * a).limit(count).toArray();
        }

        @Override
        public String toString() {
            return "pow2:" + count;
        }
    }

    /** The chapter's equation 1.14 as printed: (1, 1, 2, ..., A-1). */
    record Seed(int count) implements Scales {
        public Seed {
            requireCount(count);
        }

        @Override
        public double[] values() {
            return DoubleStream.iterate(0, a -> a + 1)
                    .limit(count)
                    .map(a -> Math.max(1, a))
                    .toArray();
        }

        @Override
        public String toString() {
            return "seed:" + count;
        }
    }

    /** A blocks with the same scale. */
    record Constant(double value, int count) implements Scales {
        public Constant {
            requireScale(value);
            requireCount(count);
        }

        @Override
        public double[] values() {
            return DoubleStream.generate(() -> value).limit(count).toArray();
        }

        @Override
        public String toString() {
            return "const:" + text(value) + "x" + count;
        }
    }

    /**
     * A scales drawn from a normal distribution of mean 0, as the chapter's authors do; a negative one only turns its
     * neurons' sines over.
     *
     * @param deviation the standard deviation, greater than 0
     * @param count A
     * @param seed what the numbers are drawn from
     */
    record Normal(double deviation, int count, long seed) implements Scales {
        public Normal {
            requireScale(deviation);
            requireCount(count);
        }

        @Override
        public double[] values() {
            RandomStream random = RandomStream.of(seed, RandomStream.Purpose.SCALES);
            return DoubleStream.generate(() -> deviation * random.normal())
                    .limit(count)
                    .toArray();
        }

        @Override
        public String toString() {
            return "normal:" + text(deviation) + "x" + count + "@" + seed;
        }
    }

    /** Scales given one by one. */
    record Explicit(List<Double> list) implements Scales {
        public Explicit {
            list = List.copyOf(list);
            requireCount(list.size());
            list.forEach(Scales::requireScale);
        }

        @Override
        public int count() {
            return list.size();
        }

        @Override
        public double[] values() {
            return list.stream().mapToDouble(Double::doubleValue).toArray();
        }

        @Override
        public String toString() {
            return list.stream().map(Scales::text).collect(Collectors.joining(","));
        }
    }

    /**
     * The scale of each of {@code neurons} first-layer neurons, which are split as {@link #blockSizes} says.
     *
     * @throws IllegalArgumentException if there are fewer neurons than scales
     */
    default double[] perNeuron(int neurons) {
        List<Integer> sizes = blockSizes(neurons);
        double[] values = values();
        double[] result = new double[neurons];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            Arrays.fill(result, next, next + sizes.get(i), values[i]);
            next += sizes.get(i);
        }
        return result;
    }

    /**
     * How many of {@code neurons} neurons each block gets, in order of the scales: floor(neurons / A), and the block with
     * the largest scale (the last of these, if several) the remainder too.
     *
     * @throws IllegalArgumentException if there are fewer neurons than scales
     */
    default List<Integer> blockSizes(int neurons) {
        requireNeurons(neurons);
        double[] values = values();
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] >= values[largest] ? i : largest;
        }
        List<Integer> sizes = new ArrayList<>(Collections.nCopies(values.length, neurons / values.length));
        sizes.set(largest, neurons / values.length + neurons % values.length);
        return List.copyOf(sizes);
    }

    /** Throws an {@link IllegalArgumentException} if there are fewer neurons than scales. */
    default void requireNeurons(int neurons) {
        if (neurons < count()) {
            throw new IllegalArgumentException(
                    "scales '" + this + "' need at least " + count() + " first-layer neurons, not " + neurons);
        }
    }

    /** Reads one of the {@link #FORMS}; what an {@link IllegalArgumentException} says of another names the wrong part. */
    static Scales parse(String text) {
        int colon = text.indexOf(':');
        try {
            if (FAMILIES.contains(text)) {
                throw new IllegalArgumentException("'" + text + "' needs a number, as in " + text + ":100");
            }
            if (colon < 0) {
                Stream<String> parts = Arrays.stream(text.split(",", -1));
                return new Explicit(parts.map(Numbers::positive).toList());
            }
            String family = text.substring(0, colon);
            String argument = text.substring(colon + 1);
            return switch (family) {
                case "linear" -> new Linear(Numbers.positiveInt(argument));
                case "pow2" -> new PowersOfTwo(Numbers.positiveInt(argument));
                case "seed" -> new Seed(Numbers.positiveInt(argument));
                case "const" -> constant(argument);
                case "normal" -> normal(argument);
                default -> throw Names.unknown("family", family, FAMILIES);
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("scales '" + text + "': " + e.getMessage() + "; forms: " + FORMS, e);
        }
    }

    private static Scales constant(String argument) {
        int times = argument.indexOf('x');
        double value = Numbers.positive(times <= 0 ? argument : argument.substring(0, times));
        return new Constant(value, times <= 0 ? 1 : Numbers.positiveInt(argument.substring(times + 1)));
    }

    private static Scales normal(String argument) {
        int times = argument.indexOf('x');
        int at = argument.indexOf('@');
        if (times <= 0) {
            throw new IllegalArgumentException("needs a deviation and a number, as in normal:50x100");
        }
        return new Normal(
                Numbers.positive(argument.substring(0, times)),
                Numbers.positiveInt(argument.substring(times + 1, at < 0 ? argument.length() : at)),
                at < 0 ? 0 : Numbers.wholeNumber(argument.substring(at + 1)));
    }

    private static void requireCount(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the number of scales must be at least 1, not " + count);
        }
    }

    private static void requireScale(double scale) {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("a scale must be finite and greater than 0, not " + scale);
        }
    }

    private static String text(double scale) {
        return scale == Math.rint(scale) && scale < 1e15 ? Long.toString((long) scale) : Double.toString(scale);
    }
}
