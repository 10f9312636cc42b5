package io.mscale.worker.training;

import io.mscale.api.ModelSpec;
import io.mscale.api.task.Dataset;
import io.mscale.reference.ReferenceModel;
import io.mscale.reference.Rounding;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Checks that a model's predictions match its parameters, by recomputing some test points with the reference: before
 * the first step with the initial parameters, after the last with those the model returns.
 */
final class NetworkCheck {

    private static final int MOST_POINTS = 100;

    private final PreparedModel prepared;
    private final ModelSpec spec;
    private final Dataset test;
    private final int points;

    NetworkCheck(PreparedModel prepared) {
        this.prepared = prepared;
        this.spec = prepared.model().spec();
        this.test = Rounding.round(spec.precision(), prepared.test());
        this.points = Math.min(MOST_POINTS, test.size());
    }

    /** The problem before the first step; empty if there is none. */
    Optional<String> problemAtStart() {
        return problem(prepared.initialParameters(), "it does not start from the parameters it was given");
    }

    /** The problem after the last step; empty if there is none. */
    Optional<String> problemAtEnd() {
        return ParityCheck.isPossible(spec)
                ? problem(prepared.model().parameters(), "its predictions are not those of its parameters")
                : Optional.empty();
    }

    /** Errors are relative to the largest magnitude among the network's and the target's values. */
    private Optional<String> problem(double[] parameters, String complaint) {
        if (!ParityCheck.isPossible(spec)) {
            return Optional.empty();
        }
        int inputs = test.inputs();
        int outputs = test.outputs();
        double[] x = test.x();
        double[] some = new double[points * inputs];
        for (int i = 0; i < points; i++) {
            System.arraycopy(x, sample(i) * inputs, some, i * inputs, inputs);
        }
        double[] expected = new ReferenceModel(
                        spec.network(), spec.training(), Rounding.round(spec.precision(), parameters), prepared.train())
                .forward(some);
        double[] found = prepared.model().predict(prepared.test().x());
        double allowed = Math.max(largest(expected), largest(test.y())) * ParityCheck.tolerance(spec);
        for (int i = 0; i < expected.length; i++) {
            double value = found[sample(i / outputs) * outputs + i % outputs];
            if (!(Math.abs(value - expected[i]) <= allowed)) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "%s: at test point %d it predicts %.6g, the network with these parameters gives %.6g",
                        complaint,
                        sample(i / outputs) + 1,
                        value,
                        expected[i]));
            }
        }
        return Optional.empty();
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    /** Indices spread evenly over the test set. */
    private int sample(int i) {
        return (int) ((long) i * test.size() / points);
    }
}
