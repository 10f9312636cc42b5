package io.mscale.tck.rules;

import io.mscale.api.MscaleModel;
import io.mscale.api.network.ParameterLayout;
import io.mscale.reference.Comparison;
import io.mscale.reference.ReferenceModel;
import io.mscale.reference.Tolerance;
import io.mscale.tck.TckCase;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.api.Assertions;

/** What rules compare, in the maximum norm; a failure names the element with the largest difference. */
interface Agreement extends Subject {

    /** Fails unless |actual - expected| is at most tolerance times the largest |expected|, everywhere. */
    default void assertAgree(String what, double[] actual, double[] expected, double tolerance) {
        Comparison.difference(what, actual, expected, tolerance).ifPresent(Assertions::fail);
    }

    /** Fails unless a number agrees; see the other {@code assertAgree}. */
    default void assertAgree(String what, double actual, double expected, double tolerance) {
        assertAgree(what, new double[] {actual}, new double[] {expected}, tolerance);
    }

    /** Fails unless a loss agrees with the one that the reference has just computed, relative to the size of its terms. */
    default void assertLossAgrees(
            String what, double actual, double expected, ReferenceModel reference, double tolerance) {
        Comparison.difference(what, actual, expected, tolerance, reference.magnitude())
                .ifPresent(Assertions::fail);
    }

    /** Fails unless all numbers are the same to the last bit; names the first that is not. */
    default void assertSame(String what, double[] actual, double[] expected) {
        int first = Arrays.mismatch(actual, expected);
        if (actual.length != expected.length) {
            Assertions.fail(what + ": " + actual.length + " numbers, not " + expected.length);
        } else if (first >= 0) {
            Assertions.fail(String.format(
                    Locale.ROOT,
                    "%s: number %d is %s, not %s, a relative difference of %.3g",
                    what,
                    first,
                    actual[first],
                    expected[first],
                    Math.abs(actual[first] / expected[first] - 1)));
        }
    }

    /** Compares outputs at points of the case with the reference's, to a multiple of the usual tolerance. */
    default void assertForwardAgrees(TckCase wanted, int points, double factor) {
        double[] x = wanted.points(points);
        try (MscaleModel model = open(wanted)) {
            double tolerance = Tolerance.FORWARD.in(wanted.precision()) * factor;
            assertAgree("output", model.predict(x), wanted.reference().forward(x), tolerance);
        }
    }

    /** Compares the gradient, as recovered by {@link GradientProbe}, with the reference's. */
    default void assertGradientAgrees(TckCase wanted) {
        assertGradientAgrees(wanted, threads());
    }

    /** Compares the gradient of a model with another number of threads. */
    default void assertGradientAgrees(TckCase wanted, int threads) {
        TckCase probing = GradientProbe.USUAL.of(wanted);
        try (MscaleModel model = open(probing, threads)) {
            double[] gradient = GradientProbe.USUAL.read(model);
            double tolerance = Tolerance.GRADIENT.in(probing.precision()) * probing.magnification();
            assertAgreeByLayer("gradient", wanted, gradient, probing.reference().gradient(), tolerance);
        }
    }

    /** Trains step by step and compares each loss with the reference's. */
    default void assertLossesAgree(TckCase wanted, int steps) {
        try (MscaleModel model = open(wanted)) {
            assertLossesAgree(model, wanted, steps);
        }
    }

    /** Trains a model that is ready for its first step. */
    default void assertLossesAgree(MscaleModel model, TckCase wanted, int steps) {
        ReferenceModel reference = wanted.reference();
        double tolerance = Tolerance.TRAJECTORY.in(wanted.precision());
        for (int step = 1; step <= steps; step++) {
            double expected = reference.step();
            assertLossAgrees("loss of step " + step, model.train(1), expected, reference, tolerance);
        }
    }

    /** Compares what training has changed of the case's parameters. */
    default void assertChangeAgrees(String what, TckCase wanted, double[] trained, double[] expected) {
        double[] before = wanted.parameters();
        double tolerance = Tolerance.UPDATE.in(wanted.precision());
        assertAgreeByLayer(what, wanted, difference(trained, before), difference(expected, before), tolerance);
    }

    /** Compares weights and biases of each layer separately: a large gradient cannot hide an error in a small one. */
    default void assertAgreeByLayer(String what, TckCase wanted, double[] actual, double[] expected, double tolerance) {
        ParameterLayout layout = ParameterLayout.of(wanted.network());
        Optional<String> found = Comparison.difference(what, layout, actual, expected, tolerance);
        found.ifPresent(Assertions::fail);
    }

    /** Takes steps one at a time and returns the last one's loss. */
    default double trainOneByOne(MscaleModel model, int steps) {
        double loss = 0;
        for (int i = 0; i < steps; i++) {
            loss = model.train(1);
        }
        return loss;
    }

    /** a - b. */
    static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        Arrays.setAll(difference, i -> a[i] - b[i]);
        return difference;
    }
}
