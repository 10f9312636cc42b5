package io.mscale.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.network.ParameterLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.Assertions;

/** Compares arrays in the maximum norm and says where they differ most. */
final class Agreement {

    /** A layer whose gradient is this far below the largest is compared with this share of the largest. */
    private static final double SMALLEST_SHARE = 1e-3;

    private Agreement() {}

    /** Fails unless |actual - expected| is at most tolerance times the largest |expected|, everywhere. */
    static void assertAgree(String what, double[] actual, double[] expected, double tolerance) {
        assertAgree(what, actual, expected, tolerance, largest(expected));
    }

    /** The same layer by layer, weights and biases apart, so that no large gradient hides a small wrong one. */
    static void assertAgree(String what, ParameterLayout layout, double[] actual, double[] expected, double tolerance) {
        double floor = SMALLEST_SHARE * largest(expected);
        for (int l = 0; l < layout.layers().size(); l++) {
            List<ParameterLayout.Block> blocks = layout.layers().get(l).blocks();
            for (int i = 0; i < blocks.size(); i++) {
                ParameterLayout.Block block = blocks.get(i);
                String name = l + (blocks.size() == 1 ? "" : " of block " + i);
                int biases = block.biasOffset();
                int end = biases + block.outputs();
                assertPartAgrees(
                        what + " of W_" + name, actual, expected, block.weightOffset(), biases, tolerance, floor);
                assertPartAgrees(what + " of b_" + name, actual, expected, biases, end, tolerance, floor);
            }
        }
        if (layout.scaleOffset() >= 0) {
            assertPartAgrees(
                    what + " of the scales", actual, expected, layout.scaleOffset(), layout.size(), tolerance, floor);
        }
    }

    /** a - b. */
    static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        Arrays.setAll(difference, i -> a[i] - b[i]);
        return difference;
    }

    private static void assertPartAgrees(
            String what, double[] actual, double[] expected, int from, int to, double tolerance, double floor) {
        double[] expectedPart = Arrays.copyOfRange(expected, from, to);
        double magnitude = Math.max(floor, largest(expectedPart));
        assertAgree(what, Arrays.copyOfRange(actual, from, to), expectedPart, tolerance, magnitude);
    }

    private static void assertAgree(
            String what, double[] actual, double[] expected, double tolerance, double magnitude) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        int worst = 0;
        double worstError = -1;
        for (int i = 0; i < actual.length; i++) {
            double error = Math.abs(actual[i] - expected[i]);
            if (!(error <= worstError)) { // NaN counts as worst
                worst = i;
                worstError = error;
                if (Double.isNaN(error)) {
                    break;
                }
            }
        }
        if (!(worstError <= tolerance * magnitude)) {
            Assertions.fail(String.format(
                    Locale.ROOT,
                    "%s differs from the reference: relative error %.3g, allowed %.3g; worst at index %d: %.9g, reference %.9g",
                    what,
                    worstError / magnitude,
                    tolerance,
                    worst,
                    actual[worst],
                    expected[worst]));
        }
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }
}
