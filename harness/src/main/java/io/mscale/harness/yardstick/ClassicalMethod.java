package io.mscale.harness.yardstick;

import io.mscale.api.task.Dataset;
import java.util.Arrays;

/**
 * A method that fits the training samples, without training. Samples at one point count as one, with their mean. How much
 * noise is smoothed, if any, is chosen on samples that are left out.
 */
interface ClassicalMethod {

    /** What it is called in records and reports. */
    String name();

    /** The outputs at a point of the domain. */
    double[] at(double[] x);

    /** The usual method for samples of that many inputs, whose scales should be alike. */
    static ClassicalMethod of(Dataset samples) {
        DistinctSamples distinct = DistinctSamples.of(samples);
        return switch (samples.inputs()) {
            case 1 -> new CubicSpline(distinct);
            case 2 -> new LocalRbf(distinct);
            default -> new NearestNeighbours(distinct);
        };
    }

    /** The outputs at points, both row-major as in a {@link Dataset}. */
    default double[] predict(double[] points, int inputs, int outputs) {
        double[] y = new double[points.length / inputs * outputs];
        for (int i = 0; i < points.length / inputs; i++) {
            double[] values = at(Arrays.copyOfRange(points, i * inputs, (i + 1) * inputs));
            System.arraycopy(values, 0, y, i * outputs, outputs);
        }
        return y;
    }
}
