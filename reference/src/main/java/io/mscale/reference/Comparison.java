package io.mscale.reference;

import io.mscale.api.network.ParameterLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares numbers with the reference's, in {@link Tolerance}'s measure, and describes differences in words. */
public final class Comparison {

    /**
     * Errors in a layer are relative to its largest gradient, but at least to this fraction of the largest over all
     * layers.
     */
    private static final double SMALLEST_SHARE = 1e-3;

    /** A single rounding where only few numbers are added, up to a gradient through large scales. */
    private static final double FLOAT32_ERRORS_FROM = 1e-9;

    private static final double FLOAT32_ERRORS_TO = 1e-5;

    private Comparison() {}

    /** The difference; empty if |actual - expected| is everywhere at most tolerance times the largest |expected|. */
    public static Optional<String> difference(String what, double[] actual, double[] expected, double tolerance) {
        return difference(what, actual, expected, tolerance, largest(expected));
    }

    /** The difference of a number; empty if |actual - expected| is at most tolerance times the magnitude. */
    public static Optional<String> difference(
            String what, double actual, double expected, double tolerance, double magnitude) {
        return difference(what, new double[] {actual}, new double[] {expected}, tolerance, magnitude);
    }

    /**
     * Compares layer by layer, weights and biases separately, so that a large gradient cannot hide an error in a
     * small one.
     */
    public static Optional<String> difference(
            String what, ParameterLayout layout, double[] actual, double[] expected, double tolerance) {
        if (actual.length != expected.length) {
            return Optional.of(wrongSize(what, actual, expected));
        }
        double floor = SMALLEST_SHARE * largest(expected);
        for (int l = 0; l < layout.layers().size(); l++) {
            List<ParameterLayout.Block> blocks = layout.layers().get(l).blocks();
            for (int i = 0; i < blocks.size(); i++) {
                ParameterLayout.Block block = blocks.get(i);
                String name = l + (blocks.size() == 1 ? "" : " of block " + i);
                int biases = block.biasOffset();
                int end = biases + block.outputs();
                Optional<String> found =
                        part(what + " of W_" + name, actual, expected, block.weightOffset(), biases, tolerance, floor);
                if (found.isEmpty()) {
                    found = part(what + " of b_" + name, actual, expected, biases, end, tolerance, floor);
                }
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        int scales = layout.scaleOffset();
        return scales < 0
                ? Optional.empty()
                : part(what + " of the scales", actual, expected, scales, layout.size(), tolerance, floor);
    }

    private static Optional<String> part(
            String what, double[] actual, double[] expected, int from, int to, double tolerance, double floor) {
        double[] expectedPart = Arrays.copyOfRange(expected, from, to);
        double magnitude = Math.max(floor, largest(expectedPart));
        return difference(what, Arrays.copyOfRange(actual, from, to), expectedPart, tolerance, magnitude);
    }

    private static Optional<String> difference(
            String what, double[] actual, double[] expected, double tolerance, double magnitude) {
        if (actual.length != expected.length) {
            return Optional.of(wrongSize(what, actual, expected));
        }
        int worst = 0;
        double error = 0;
        for (int i = 0; i < actual.length && !Double.isNaN(error); i++) {
            double here = Math.abs(actual[i] - expected[i]);
            if (!(here <= error)) { // NaN counts as worst
                worst = i;
                error = here;
            }
        }
        if (error <= tolerance * magnitude) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%s differs from the reference: relative error %.3g, allowed %.3g%s; %s%s",
                what,
                error / magnitude,
                tolerance,
                suspicion(error / magnitude, tolerance),
                actual.length == 1 ? "it is " : "worst at index " + worst + ": ",
                inWords(actual[worst], expected[worst])));
    }

    /** Two numbers with as many digits as it takes to tell them apart. */
    private static String inWords(double actual, double expected) {
        String shortActual = String.format(Locale.ROOT, "%.9g", actual);
        String shortExpected = String.format(Locale.ROOT, "%.9g", expected);
        return shortActual.equals(shortExpected)
                ? actual + ", reference " + expected
                : shortActual + ", reference " + shortExpected;
    }

    /** What an error suggests about its cause. */
    private static String suspicion(double error, double tolerance) {
        boolean isFloat64 = tolerance < FLOAT32_ERRORS_FROM * 10;
        return isFloat64 && error >= FLOAT32_ERRORS_FROM && error <= FLOAT32_ERRORS_TO
                ? " (an error of float32's size: is part of it computed in float32?)"
                : "";
    }

    private static String wrongSize(String what, double[] actual, double[] expected) {
        return what + ": " + actual.length + " numbers, reference " + expected.length;
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }
}
