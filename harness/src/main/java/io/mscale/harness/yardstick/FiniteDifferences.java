package io.mscale.harness.yardstick;

import io.mscale.api.pde.Ball;
import io.mscale.api.pde.BoundaryValueProblem;
import io.mscale.api.pde.Region;
import io.mscale.api.task.Domain;
import java.util.Arrays;

/**
 * A boundary-value problem in one or two dimensions by central differences of second order on a grid of equal intervals:
 *
 * <pre>
 * -(a u')' ~ 2 / (h_- + h_+) (a_- (u - u_-) / h_- + a_+ (u - u_+) / h_+)
 * </pre>
 *
 * in each coordinate, with a in the middle between neighbours. Where a circle cuts the line to a neighbour, the neighbour is
 * the boundary there, at a shorter distance (Shortley and Weller, 1938). The system is solved by elimination, with exchanges
 * of rows where the problem has no minimum of energy.
 */
final class FiniteDifferences {

    private final BoundaryValueProblem problem;
    private final Region region;
    private final int dimension;
    private final double[] lower;
    private final double[] width;
    /** Inner nodes along each coordinate. */
    private final int side;
    /** The number of each inner node in the system; -1 in holes. */
    private final int[] unknowns;

    private final double[] solution;

    /**
     * A solution.
     *
     * @param intervals in each coordinate, at least 2
     * @throws IllegalArgumentException in more than two dimensions
     */
    FiniteDifferences(BoundaryValueProblem problem, int intervals) {
        this.problem = problem;
        region = problem.region();
        dimension = region.dimension();
        if (dimension > 2) {
            throw new IllegalArgumentException("finite differences are for one or two dimensions, not " + dimension);
        }
        Domain box = region.box();
        lower = box.lower().stream().mapToDouble(Double::doubleValue).toArray();
        width = new double[dimension];
        Arrays.setAll(width, i -> (box.upper().get(i) - lower[i]) / intervals);
        side = intervals - 1;
        unknowns = new int[dimension == 1 ? side : side * side];
        int count = 0;
        for (int node = 0; node < unknowns.length; node++) {
            unknowns[node] = region.contains(point(node)) ? count++ : -1;
        }
        solution = solve(count);
    }

    /**
     * The solution at a point of the box, linear in each coordinate between the nodes around it; NaN where one of these lies
     * in a hole.
     */
    double at(double[] point) {
        double value = 0;
        for (int corner = 0; corner < 1 << dimension; corner++) {
            double weight = 1;
            int[] node = new int[dimension];
            for (int i = 0; i < dimension; i++) {
                double place = (point[i] - lower[i]) / width[i];
                int below = Math.max(0, Math.min(side, (int) Math.floor(place)));
                boolean isUpper = (corner >> i & 1) == 1;
                node[i] = below + (isUpper ? 1 : 0);
                weight *= isUpper ? place - below : 1 - (place - below);
            }
            value += weight == 0 ? 0 : weight * atNode(node);
        }
        return value;
    }

    /** A node by its places along the coordinates, from 0 to the number of intervals. */
    private double atNode(int[] node) {
        boolean isInside = true;
        double[] point = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            isInside &= node[i] > 0 && node[i] <= side;
            point[i] = lower[i] + node[i] * width[i];
        }
        if (!isInside) {
            return problem.solution(point);
        }
        int unknown = unknowns[node[0] - 1 + (dimension == 1 ? 0 : (node[1] - 1) * side)];
        return unknown < 0 ? Double.NaN : solution[unknown];
    }

    private double[] point(int node) {
        double[] point = new double[dimension];
        point[0] = lower[0] + (1 + node % side) * width[0];
        if (dimension == 2) {
            point[1] = lower[1] + (1 + node / side) * width[1];
        }
        return point;
    }

    private double[] solve(int count) {
        // a row of nodes apart, or fewer where holes have none
        BandMatrix matrix = new BandMatrix(count, dimension == 1 ? 1 : Math.min(side, count), !problem.hasMinimum());
        double[] right = new double[count];
        for (int node = 0; node < unknowns.length; node++) {
            int row = unknowns[node];
            if (row < 0) {
                continue;
            }
            double[] point = point(node);
            right[row] = problem.source(point);
            matrix.add(row, row, problem.reaction(point));
            for (int i = 0; i < dimension; i++) {
                Arm before = arm(node, point, i, -1);
                Arm after = arm(node, point, i, 1);
                double both = 2 / (before.length + after.length);
                connect(matrix, right, row, before, both);
                connect(matrix, right, row, after, both);
            }
        }
        return matrix.solve(right);
    }

    private static void connect(BandMatrix matrix, double[] right, int row, Arm arm, double factor) {
        double weight = factor * arm.diffusion / arm.length;
        matrix.add(row, row, weight);
        if (arm.neighbour >= 0) {
            matrix.add(row, arm.neighbour, -weight);
        } else {
            right[row] += weight * arm.boundaryValue;
        }
    }

    /** The way from a node to the next in one direction: to another node, or to the boundary. */
    private record Arm(double length, double diffusion, int neighbour, double boundaryValue) {}

    private Arm arm(int node, double[] point, int coordinate, int direction) {
        int place = coordinate == 0 ? node % side : node / side;
        boolean isAtEdge = direction < 0 ? place == 0 : place == side - 1;
        int neighbour = isAtEdge ? -1 : unknowns[node + direction * (coordinate == 0 ? 1 : side)];
        double length = neighbour >= 0 || isAtEdge ? width[coordinate] : toHole(point, coordinate, direction);
        double[] middle = moved(point, coordinate, direction * length / 2);
        double value = neighbour >= 0 ? 0 : problem.solution(moved(point, coordinate, direction * length));
        return new Arm(length, problem.diffusion(middle), neighbour, value);
    }

    /** The distance to the nearest circle that cuts the line to the next node, which is in a hole. */
    private double toHole(double[] point, int coordinate, int direction) {
        double nearest = width[coordinate];
        for (Ball hole : region.holes()) {
            double along = direction * (hole.centre().get(coordinate) - point[coordinate]);
            double across = hole.centre().get(1 - coordinate) - point[1 - coordinate];
            double half = hole.radius() * hole.radius() - across * across;
            if (half > 0 && along - Math.sqrt(half) >= 0) {
                nearest = Math.min(nearest, along - Math.sqrt(half));
            }
        }
        return Math.max(nearest, 1e-6 * width[coordinate]);
    }

    private static double[] moved(double[] point, int coordinate, double by) {
        double[] moved = point.clone();
        moved[coordinate] += by;
        return moved;
    }
}
