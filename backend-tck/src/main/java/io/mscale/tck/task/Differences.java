package io.mscale.tck.task;

import io.mscale.api.pde.Region;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Central differences of fourth order in a region. No one step suits all functions: one may change within a thousandth of
 * the region, another hardly at all.
 *
 * @param region where functions are defined
 */
record Differences(Region region) {

    /** The longest step, as a share of the region's width. */
    private static final double LONGEST = 1e-2;

    /** The number of steps, each half as long as the one before. */
    private static final int STEPS = 20;

    /** The steps, as shares of the region's width, that lead from a point to no point outside. */
    double[] steps(double[] at) {
        return DoubleStream.iterate(LONGEST, step -> step / 2)
                .limit(STEPS)
                .filter(step -> staysInside(at, step))
                .toArray();
    }

    private boolean staysInside(double[] at, double step) {
        for (int coordinate = 0; coordinate < at.length; coordinate++) {
            for (int k = -2; k <= 2; k++) {
                if (!region.contains(moved(at, coordinate, k, step))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** (8 (f(x + h) - f(x - h)) - (f(x + 2 h) - f(x - 2 h))) / 12 h along a coordinate. */
    double slope(ToDoubleFunction<double[]> function, double[] at, int coordinate, double step) {
        return (4 * quotient(function, at, coordinate, 1, step) - quotient(function, at, coordinate, 2, step)) / 3;
    }

    /** The quotient of differences over 2 k steps, by the distance that the rounded points have. */
    private double quotient(ToDoubleFunction<double[]> function, double[] at, int coordinate, int k, double step) {
        double[] left = moved(at, coordinate, -k, step);
        double[] right = moved(at, coordinate, k, step);
        return (function.applyAsDouble(right) - function.applyAsDouble(left)) / (right[coordinate] - left[coordinate]);
    }

    private double[] moved(double[] at, int coordinate, int k, double step) {
        double[] moved = at.clone();
        moved[coordinate] += k
                * step
                * (region.box().upper().get(coordinate) - region.box().lower().get(coordinate));
        return moved;
    }
}
