package io.mscale.api.pde;

import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Domain;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Where a boundary-value problem is posed: a box, perhaps with round holes. Holes lie within the box and apart from each
 * other, so that measures are sums; only boxes of two dimensions have holes.
 *
 * @param box the box
 * @param holes the holes; their circles belong to the boundary
 */
public record Region(Domain box, List<Ball> holes) {

    public Region {
        holes = List.copyOf(holes);
        if (!holes.isEmpty() && box.dimension() != 2) {
            throw new IllegalArgumentException("only regions of two dimensions have holes, not " + box.dimension());
        }
        for (int i = 0; i < holes.size(); i++) {
            requireInside(box, holes.get(i));
            for (int j = 0; j < i; j++) {
                requireApart(holes.get(i), holes.get(j));
            }
        }
    }

    /** A region without holes. */
    public Region(Domain box) {
        this(box, List.of());
    }

    private static void requireInside(Domain box, Ball hole) {
        for (int i = 0; i < box.dimension(); i++) {
            boolean fits = hole.centre().size() == box.dimension()
                    && hole.centre().get(i) - hole.radius() > box.lower().get(i)
                    && hole.centre().get(i) + hole.radius() < box.upper().get(i);
            if (!fits) {
                throw new IllegalArgumentException("the hole at " + hole.centre() + " with radius " + hole.radius()
                        + " does not lie within " + box.lower() + " to " + box.upper()
                        + "; a hole may not touch the edge, and something must be left around it");
            }
        }
    }

    private static void requireApart(Ball one, Ball other) {
        double[] centre = one.centre().stream().mapToDouble(Double::doubleValue).toArray();
        if (other.distance(centre) <= one.radius() + other.radius()) {
            throw new IllegalArgumentException("the holes at " + one.centre() + " and " + other.centre()
                    + " overlap or touch; holes lie apart from each other");
        }
    }

    /** The number of dimensions. */
    public int dimension() {
        return box.dimension();
    }

    /** Whether a point of the box lies in the region: in no hole. */
    public boolean contains(double[] point) {
        return box.contains(point) && holes.stream().noneMatch(hole -> hole.holds(point));
    }

    /** Length, area or volume. */
    public double measure() {
        double measure = 1;
        for (int i = 0; i < dimension(); i++) {
            measure *= width(i);
        }
        for (Ball hole : holes) {
            measure -= Math.PI * hole.radius() * hole.radius();
        }
        return measure;
    }

    /** The measure of the boundary: 2, for two points, in one dimension, its length in two, its area in three. */
    public double boundaryMeasure() {
        double sum = 0;
        for (int i = 0; i < dimension(); i++) {
            sum += 2 * faceMeasure(i);
        }
        for (Ball hole : holes) {
            sum += 2 * Math.PI * hole.radius();
        }
        return sum;
    }

    /**
     * Points uniform in the region, row-major [count x dimension], spread evenly: Roberts' sequence (2018) from a random
     * start, in which a step along each coordinate is a power of a generalised golden ratio.
     */
    public double[] interior(int count, RandomStream random) {
        int d = dimension();
        double[] step = new double[d];
        Arrays.setAll(step, j -> StrictMath.pow(goldenRatio(d), -(j + 1)));
        return inSteps(step, count, random);
    }

    /**
     * Points as those of {@link #interior} whose mean stands for the mean over the region. In one dimension they are at equal
     * distances: the step is p / count, where p is the whole number nearest to count over the golden ratio that has no
     * divisor in common with it. Independent points have clusters and gaps: the mean of f v over them is off by 1/sqrt(count)
     * for every smooth v, and the minimum of an energy over them is as far from the solution, which is far where f is large.
     */
    public double[] quadrature(int count, RandomStream random) {
        return dimension() == 1
                ? inSteps(new double[] {(double) nearestCoprime(count, 1 / goldenRatio(1)) / count}, count, random)
                : interior(count, random);
    }

    private double[] inSteps(double[] step, int count, RandomStream random) {
        int d = dimension();
        double[] points = new double[count * d];
        double[] point = new double[d];
        double[] start = new double[d];
        for (int j = 0; j < d; j++) {
            start[j] = random.uniform(0, 1);
        }
        int next = 0;
        for (int i = 0; next < count; i++) {
            for (int j = 0; j < d; j++) {
                point[j] = box.lower().get(j) + width(j) * ((start[j] + i * step[j]) % 1);
            }
            if (contains(point)) {
                System.arraycopy(point, 0, points, next * d, d);
                next++;
            }
        }
        return points;
    }

    /** The whole number nearest to a share of {@code count} that has no divisor in common with it. */
    private static long nearestCoprime(int count, double share) {
        long nearest = Math.round(share * count);
        for (long distance = 0; ; distance++) {
            for (long candidate : new long[] {nearest - distance, nearest + distance}) {
                if (isCoprime(candidate, count)) {
                    return candidate;
                }
            }
        }
    }

    private static boolean isCoprime(long one, long other) {
        return BigInteger.valueOf(one).gcd(BigInteger.valueOf(other)).equals(BigInteger.ONE);
    }

    /** The g > 1 where g^(d + 1) = g + 1: the golden ratio in one dimension. */
    private static double goldenRatio(int dimension) {
        double g = 1.5;
        for (int i = 0; i < 60; i++) {
            g = StrictMath.pow(1 + g, 1.0 / (dimension + 1));
        }
        return g;
    }

    /**
     * Points on the boundary, row-major [count x dimension], face by face of the box and circle by circle: on each one point,
     * and of the others a number that is in proportion to its measure, to the nearest whole number; uniform on it. If there are
     * too few for that, some sides have none.
     */
    public double[] boundary(int count, RandomStream random) {
        int d = dimension();
        int sides = 2 * d + holes.size();
        int each = count < sides ? 0 : 1;
        double perMeasure = (count - each * sides) / boundaryMeasure();
        int side = 0;
        double[] points = new double[count * d];
        int next = 0;
        double sum = 0;
        for (int i = 0; i < d; i++) {
            for (double bound : new double[] {box.lower().get(i), box.upper().get(i)}) {
                sum += faceMeasure(i);
                side++;
                for (int last = each * side + (int) Math.round(perMeasure * sum); next < last; next++) {
                    for (int j = 0; j < d; j++) {
                        points[next * d + j] = j == i
                                ? bound
                                : random.uniform(box.lower().get(j), box.upper().get(j));
                    }
                }
            }
        }
        for (Ball hole : holes) {
            sum += 2 * Math.PI * hole.radius();
            side++;
            for (int last = each * side + (int) Math.round(perMeasure * sum); next < last; next++) {
                double angle = random.uniform(0, 2 * Math.PI);
                points[next * d] = hole.centre().get(0) + hole.radius() * StrictMath.cos(angle);
                points[next * d + 1] = hole.centre().get(1) + hole.radius() * StrictMath.sin(angle);
            }
        }
        return points;
    }

    private double width(int i) {
        return box.upper().get(i) - box.lower().get(i);
    }

    /** The measure of a face across coordinate i: 1 for a point. */
    private double faceMeasure(int i) {
        double measure = 1;
        for (int j = 0; j < dimension(); j++) {
            measure *= j == i ? 1 : width(j);
        }
        return measure;
    }
}
