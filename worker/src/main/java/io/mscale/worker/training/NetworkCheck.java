package io.mscale.worker.training;

import io.mscale.api.ModelSpec;
import io.mscale.api.task.Dataset;
import io.mscale.reference.Parity;
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

    private NetworkCheck() {}

    /** The problem before the first step; empty if there is none. */
    static Optional<String> problemAtStart(PreparedModel prepared) {
        return problem(prepared, prepared.initialParameters(), "it does not start from the parameters it was given");
    }

    /** The problem after the last step; empty if there is none. */
    static Optional<String> problemAtEnd(PreparedModel prepared) {
        return problem(prepared, prepared.model().parameters(), "its predictions are not those of its parameters");
    }

    /** Errors are relative to the largest magnitude among the network's and the target's values. */
    private static Optional<String> problem(PreparedModel prepared, double[] parameters, String complaint) {
        ModelSpec spec = prepared.model().spec();
        Dataset test = Rounding.round(spec.precision(), prepared.test());
        int points = Math.min(MOST_POINTS, test.size());
        int[] samples = new int[points]; // spread evenly over the test set
        double[] x = test.x();
        double[] some = new double[points * test.inputs()];
        for (int i = 0; i < points; i++) {
            samples[i] = (int) ((long) i * test.size() / points);
            System.arraycopy(x, samples[i] * test.inputs(), some, i * test.inputs(), test.inputs());
        }
        double[] expected = new ReferenceModel(
                        spec.network(), spec.training(), Rounding.round(spec.precision(), parameters), prepared.train())
                .forward(some);
        double[] found = prepared.model().predict(prepared.test().x());
        double allowed = Math.max(largest(expected), largest(test.y())) * Parity.tolerance(spec);
        int outputs = test.outputs();
        for (int i = 0; i < expected.length; i++) {
            int sample = samples[i / outputs];
            double value = found[sample * outputs + i % outputs];
            if (!(Math.abs(value - expected[i]) <= allowed)) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "%s: at test point %d it predicts %.6g, the network with these parameters gives %.6g",
                        complaint,
                        sample + 1,
                        value,
                        expected[i]));
            }
        }
        return Optional.empty();
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }
}
