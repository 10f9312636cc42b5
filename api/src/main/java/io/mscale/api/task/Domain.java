package io.mscale.api.task;

import io.mscale.api.network.InputRange;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A box: the product of the intervals [lower_i, upper_i], all of them bounded.
 *
 * @param lower the lower bound in each input dimension
 * @param upper the upper bound in each input dimension, greater than the lower
 */
public record Domain(List<Double> lower, List<Double> upper) {

    /** As a share of an interval. */
    private static final double ROUNDING = 1e-9;

    public Domain {
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
        if (lower.isEmpty() || lower.size() != upper.size()) {
            throw new IllegalArgumentException("bounds differ in dimension: " + lower + " and " + upper);
        }
        for (int i = 0; i < lower.size(); i++) {
            if (!(lower.get(i) < upper.get(i))) {
                throw new IllegalArgumentException("empty interval [" + lower.get(i) + ", " + upper.get(i) + "]");
            }
            if (!Double.isFinite(upper.get(i) - lower.get(i))) {
                throw new IllegalArgumentException("unbounded interval [" + lower.get(i) + ", " + upper.get(i) + "]");
            }
        }
    }

    /** One interval. */
    public static Domain interval(double lower, double upper) {
        return new Domain(List.of(lower), List.of(upper));
    }

    /** The same interval in every dimension. */
    public static Domain cube(int dimension, double lower, double upper) {
        return new Domain(Collections.nCopies(dimension, lower), Collections.nCopies(dimension, upper));
    }

    /** The intervals that a network's inputs come from. */
    public InputRange inputRange() {
        return new InputRange(lower, upper);
    }

    /** The number of dimensions. */
    public int dimension() {
        return lower.size();
    }

    /** Whether a point of as many coordinates lies in the box, whose bounds belong to it. */
    public boolean contains(double[] point) {
        return IntStream.range(0, dimension()).allMatch(i -> point[i] >= lower.get(i) && point[i] <= upper.get(i));
    }

    /**
     * Whether a point of as many coordinates lies in the box, or leaves it by no more than the rounding of a scaled
     * coordinate.
     */
    public boolean nearlyContains(double[] point) {
        return IntStream.range(0, dimension()).allMatch(i -> {
            double slack = ROUNDING * (upper.get(i) - lower.get(i));
            return point[i] >= lower.get(i) - slack && point[i] <= upper.get(i) + slack;
        });
    }

    /** Whether a box of as many dimensions lies in this one, up to the same rounding. */
    public boolean nearlyContains(Domain part) {
        return nearlyContains(corner(part.lower)) && nearlyContains(corner(part.upper));
    }

    private static double[] corner(List<Double> bounds) {
        return bounds.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
