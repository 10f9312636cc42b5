package io.mscale.tck.rules;

import static io.mscale.tck.rules.Agreement.assertAgree;
import static io.mscale.tck.rules.Agreement.difference;

import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.training.Adam;
import io.mscale.reference.ReferenceModel;
import io.mscale.reference.Tolerance;
import io.mscale.tck.TckCase;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 30x: Adam as in PyTorch. Changes of the parameters are compared. */
public interface OptimizerRules extends Subject {

    /**
     * Uses the usual epsilon. Where |g| is below a thousandth of the largest, rounding may decide the sign of the
     * step; those parameters are left out.
     */
    @ParameterizedTest
    @EnumSource
    default void required_spec301_firstAdamStepMatchesReference(Precision precision) {
        TckCase wanted = standardCase(precision).withOptimizer(Adam.withDefaults(1e-2, 0));
        double[] before = wanted.parameters();
        ReferenceModel reference = wanted.reference();
        double[] gradient = reference.gradient();
        double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        try (MscaleModel model = open(wanted)) {
            model.train(1);
            reference.train(1);
            double[] change = difference(model.parameters(), before);
            double[] expected = difference(reference.parameters(), before);
            for (int i = 0; i < gradient.length; i++) {
                if (Math.abs(gradient[i]) < 1e-3 * largest) {
                    change[i] = expected[i];
                }
            }
            assertAgree(
                    "first step",
                    ParameterLayout.of(wanted.network()),
                    change,
                    expected,
                    Tolerance.UPDATE.in(precision));
        }
    }

    /**
     * Covers both moments, both bias corrections, and epsilon, which is large enough here to reveal where it is
     * added.
     */
    @ParameterizedTest
    @EnumSource
    default void required_spec302_fiveAdamStepsMatchReference(Precision precision) {
        assertStepsAgree(standardCase(precision).withOptimizer(new Adam(1e-2, 0, 0.8, 0.9, 5e-2)), 5);
    }

    /** lr_t = lr (1 - decay)^(t-1). */
    @ParameterizedTest
    @EnumSource
    default void required_spec303_learningRateDecaysEveryStep(Precision precision) {
        assertStepsAgree(standardCase(precision).withOptimizer(new Adam(1e-2, 0.3, 0.8, 0.9, 5e-2)), 6);
    }

    private void assertStepsAgree(TckCase wanted, int steps) {
        double[] before = wanted.parameters();
        ReferenceModel reference = wanted.reference();
        try (MscaleModel model = open(wanted)) {
            for (int i = 0; i < steps; i++) {
                model.train(1);
            }
            reference.train(steps);
            assertAgree(
                    "change after " + steps + " steps",
                    ParameterLayout.of(wanted.network()),
                    difference(model.parameters(), before),
                    difference(reference.parameters(), before),
                    Tolerance.UPDATE.in(wanted.precision()));
        }
    }
}
