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
 * the boundary there, at a shorter distance (Shortley and Weller, 1938). The system is solved by elimination.
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
    private final double[] x;

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
        x = new double[count * dimension];
        solution = solve(count);
    }

    /** Root of the sum of squared errors over the root of the sum of squares of the solution, over the inner nodes. */
    double relativeL2() {
        double squares = 0;
        for (int i = 0; i < solution.length; i++) {
            double truth = truth(i);
            squares += truth * truth;
        }
        return Math.sqrt(meanSquaredError() * solution.length / squares);
    }

    /** Over the inner nodes. */
    double meanSquaredError() {
        double squares = 0;
        for (int i = 0; i < solution.length; i++) {
            squares += (solution[i] - truth(i)) * (solution[i] - truth(i));
        }
        return squares / solution.length;
    }

    /** Over the inner nodes. */
    double largestError() {
        double largest = 0;
        for (int i = 0; i < solution.length; i++) {
            largest = Math.max(largest, Math.abs(solution[i] - truth(i)));
        }
        return largest;
    }

    private double truth(int unknown) {
        return problem.solution(Arrays.copyOfRange(x, unknown * dimension, (unknown + 1) * dimension));
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
        BandMatrix matrix = new BandMatrix(count, dimension == 1 ? 1 : Math.min(side, count));
        double[] right = new double[count];
        for (int node = 0; node < unknowns.length; node++) {
            int row = unknowns[node];
            if (row < 0) {
                continue;
            }
            double[] point = point(node);
            System.arraycopy(point, 0, x, row * dimension, dimension);
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
