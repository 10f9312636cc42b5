package io.mscale.harness.yardstick;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The natural cubic spline in one dimension, smoothed as far as that predicts samples better; a line through two points.
 * Outside the points it follows its tangent for one mean spacing, where a random test point may lie, and is constant from
 * there on.
 */
final class CubicSpline implements ClassicalMethod {

    /** In mean spacings. Points nearer than that count as one, since their slope is all rounding or noise. */
    private static final double CLOSE = 1e-3;

    private final double first;
    private final double last;
    private final double spacing;
    /** The outputs at the only point. */
    private final double[] constant;
    /** One for each output; none if there is only one point. */
    private final SmoothingSpline[] curves;

    CubicSpline(DistinctSamples samples) {
        double[] all = Arrays.stream(samples.x()).mapToDouble(point -> point[0]).toArray();
        int[] groups = groups(all);
        double[] weights = sums(groups, samples, i -> 1);
        double[] x = means(groups, samples, weights, i -> all[i]);
        first = x[0];
        last = x[x.length - 1];
        spacing = x.length == 1 ? 0 : (last - first) / (x.length - 1);
        constant = samples.y()[0].clone();
        curves = x.length == 1
                ? new SmoothingSpline[0]
                : IntStream.range(0, samples.outputs())
                        .mapToObj(output -> new SmoothingSpline(
                                x, means(groups, samples, weights, i -> samples.y()[i][output]), weights))
                        .toArray(SmoothingSpline[]::new);
    }

    /** For each point, in ascending order, the number of the group of close points that it belongs to. */
    private static int[] groups(double[] x) {
        double close = CLOSE * (x[x.length - 1] - x[0]) / x.length;
        int[] groups = new int[x.length];
        double start = x[0];
        for (int i = 1; i < x.length; i++) {
            boolean isClose = x[i] - start < close;
            groups[i] = groups[i - 1] + (isClose ? 0 : 1);
            start = isClose ? start : x[i];
        }
        return groups;
    }

    /** The sum of a quantity over the samples of each group. */
    private static double[] sums(int[] groups, DistinctSamples samples, IntToDoubleFunction quantity) {
        double[] sums = new double[groups[groups.length - 1] + 1];
        for (int i = 0; i < groups.length; i++) {
            sums[groups[i]] += samples.counts()[i] * quantity.applyAsDouble(i);
        }
        return sums;
    }

    private static double[] means(
            int[] groups, DistinctSamples samples, double[] weights, IntToDoubleFunction quantity) {
        double[] means = sums(groups, samples, quantity);
        Arrays.setAll(means, group -> means[group] / weights[group]);
        return means;
    }

    @Override
    public String name() {
        return "spline";
    }

    @Override
    public double[] at(double[] point) {
        if (curves.length == 0) {
            return constant.clone();
        }
        double x = Math.max(first - spacing, Math.min(last + spacing, point[0]));
        return Arrays.stream(curves).mapToDouble(curve -> at(curve, x)).toArray();
    }

    private double at(SmoothingSpline curve, double x) {
        if (x < first) {
            return curve.value(first) + curve.firstSlope() * (x - first);
        }
        return x > last ? curve.value(last) + curve.lastSlope() * (x - last) : curve.value(x);
    }
}
