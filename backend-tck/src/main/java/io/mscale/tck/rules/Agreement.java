package io.mscale.tck.rules;

import io.mscale.api.network.ParameterLayout;
import io.mscale.reference.Comparison;
import java.util.Arrays;
import org.assertj.core.api.Assertions;

/** Compares arrays in the maximum norm; a failure names the element with the largest difference. */
final class Agreement {

    private Agreement() {}

    /** Fails unless |actual - expected| is at most tolerance times the largest |expected|, everywhere. */
    static void assertAgree(String what, double[] actual, double[] expected, double tolerance) {
        Comparison.difference(what, actual, expected, tolerance).ifPresent(Assertions::fail);
    }

    /**
     * Compares layer by layer, weights and biases separately, so that a large gradient cannot hide an error in a
     * small one.
     */
    static void assertAgree(String what, ParameterLayout layout, double[] actual, double[] expected, double tolerance) {
        Comparison.difference(what, layout, actual, expected, tolerance).ifPresent(Assertions::fail);
    }

    /** a - b. */
    static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        Arrays.setAll(difference, i -> a[i] - b[i]);
        return difference;
    }
}
