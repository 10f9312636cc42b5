package io.mscale.api.pde;

import java.util.List;

/**
 * A ball, as a hole in a region: a disk in two dimensions.
 *
 * @param centre its centre
 * @param radius its radius, positive
 */
public record Ball(List<Double> centre, double radius) {

    public Ball {
        centre = List.copyOf(centre);
        if (!(radius > 0) || Double.isInfinite(radius)) {
            throw new IllegalArgumentException("the radius of a hole is positive, not " + radius);
        }
    }

    /** The distance of a point from the centre. */
    public double distance(double[] point) {
        double squares = 0;
        for (int i = 0; i < point.length; i++) {
            squares += (point[i] - centre.get(i)) * (point[i] - centre.get(i));
        }
        return Math.sqrt(squares);
    }

    /** Whether a point is in its interior. */
    boolean holds(double[] point) {
        return distance(point) < radius;
    }
}
