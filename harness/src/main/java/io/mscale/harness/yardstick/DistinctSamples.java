package io.mscale.harness.yardstick;

import io.mscale.api.task.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Samples, no two at one point, in the order of their coordinates. Of samples at one point, the mean is taken. */
final class DistinctSamples {

    private final double[][] x;
    private final double[][] y;
    private final int[] counts;

    private DistinctSamples(double[][] x, double[][] y, int[] counts) {
        this.x = x;
        this.y = y;
        this.counts = counts;
    }

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
        List<Integer> counts = new ArrayList<>();
        int next = 0;
        while (next < order.length) {
            double[] point = Arrays.copyOfRange(allX, order[next] * inputs, (order[next] + 1) * inputs);
            double[] sum = new double[outputs];
            int count = 0;
            while (next < order.length && isAt(point, allX, order[next] * inputs)) {
                for (int output = 0; output < outputs; output++) {
                    sum[output] += allY[order[next] * outputs + output];
                }
                count++;
                next++;
            }
            for (int output = 0; output < outputs; output++) {
                sum[output] /= count;
            }
            points.add(point);
            values.add(sum);
            counts.add(count);
        }
        return new DistinctSamples(
                points.toArray(double[][]::new),
                values.toArray(double[][]::new),
                counts.stream().mapToInt(Integer::intValue).toArray());
    }

    private static boolean isAt(double[] point, double[] all, int from) {
        return Arrays.equals(point, 0, point.length, all, from, from + point.length);
    }

    /** The points. */
    double[][] x() {
        return x;
    }

    /** The outputs at each point. */
    double[][] y() {
        return y;
    }

    /** The number of samples at each point. */
    int[] counts() {
        return counts;
    }

    int outputs() {
        return y[0].length;
    }
}
