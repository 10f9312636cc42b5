package io.mscale.harness.yardstick;

import io.mscale.api.task.Dataset;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Errors of a function of one output over points.
 *
 * @param relativeL2 root of the sum of squared errors over the root of the sum of squared targets
 */
record ErrorsAtPoints(double meanSquared, double relativeL2, double largest) {

    /** Over the points at which the function has a value, and is not NaN. */
    static ErrorsAtPoints of(Dataset points, ToDoubleFunction<double[]> function) {
        double[] x = points.x();
        double[] truth = points.y();
        int inputs = points.inputs();
        double squares = 0;
        double truths = 0;
        double largest = 0;
        int count = 0;
        for (int i = 0; i < truth.length; i++) {
            double value = function.applyAsDouble(Arrays.copyOfRange(x, i * inputs, (i + 1) * inputs));
            if (!Double.isNaN(value)) {
                double error = Math.abs(value - truth[i]);
                squares += error * error;
                truths += truth[i] * truth[i];
                largest = Math.max(largest, error);
                count++;
            }
        }
        return new ErrorsAtPoints(squares / count, Math.sqrt(squares / truths), largest);
    }
}
