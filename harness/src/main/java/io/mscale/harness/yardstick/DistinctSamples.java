package io.mscale.harness.yardstick;

import io.mscale.api.task.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Samples, no two at one point, in the order of their coordinates. Of samples at one point, the mean is taken.
 *
 * @param x the points
 * @param y the outputs at each
 */
record DistinctSamples(double[][] x, double[][] y) {

    /** Those of a data set. */
    static DistinctSamples of(Dataset data) {
        int inputs = data.inputs();
        int outputs = data.outputs();
        // Adding 0 makes -0.0 the same point as 0.0.
        double[] allX = Arrays.stream(data.x()).map(value -> value + 0.0).toArray();
        double[] allY = data.y();
        Integer[] order = new Integer[data.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                (a, b) -> Arrays.compare(allX, a * inputs, (a + 1) * inputs, allX, b * inputs, (b + 1) * inputs));
        List<double[]> points = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (int from = 0, to; from < order.length; from = to) {
            double[] point = Arrays.copyOfRange(allX, order[from] * inputs, (order[from] + 1) * inputs);
            double[] sum = new double[outputs];
            for (to = from; to < order.length && isAt(point, allX, order[to] * inputs); to++) {
                for (int output = 0; output < outputs; output++) {
                    sum[output] += allY[order[to] * outputs + output];
                }
            }
            int count = to - from;
            points.add(point);
            values.add(Arrays.stream(sum).map(value -> value / count).toArray());
        }
        return new DistinctSamples(points.toArray(double[][]::new), values.toArray(double[][]::new));
    }

    private static boolean isAt(double[] point, double[] all, int from) {
        return Arrays.equals(point, 0, point.length, all, from, from + point.length);
    }

    int size() {
        return x.length;
    }

    int outputs() {
        return y[0].length;
    }

    /** One output at every point. */
    double[] output(int output) {
        return Arrays.stream(y).mapToDouble(values -> values[output]).toArray();
    }
}
