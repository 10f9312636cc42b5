package io.mscale.harness.yardstick;

import java.util.Arrays;
import java.util.Random;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealVector;

/**
 * Radial basis functions r^3 with a linear polynomial, fitted to the nearest points of each point in the plane. They go
 * through them, unless smoothing by a ridge predicts samples better that are left out. Where those points lie on a line, it
 * is {@link NearestNeighbours}. Beyond the samples it goes no further from its neighbours' values than
 * these are from each other.
 */
final class LocalRbf implements ClassicalMethod {

    /** The error hardly falls with more, and the work grows with the third power. */
    private static final int NEIGHBOURS = 30;

    /** Where fewer samples are known, leaving one out tells little, and nothing is smoothed. */
    private static final int LEAST_SAMPLES_TO_SMOOTH = 10;

    /** So many samples are left out, one at a time. */
    private static final int LEFT_OUT = 1000;

    /** The ridge is 0 or ten to a power between these. */
    private static final int LEAST_POWER = -7;

    private static final int GREATEST_POWER = 2;
    /** What a smaller error must be beyond rounding to count as smaller. */
    private static final double SMALLER = 1 - 1e-6;

    private final DistinctSamples samples;
    private final KdTree tree;
    private final double ridge;

    LocalRbf(DistinctSamples samples) {
        this.samples = samples;
        this.tree = new KdTree(samples.x());
        this.ridge = chosenRidge();
    }

    private double chosenRidge() {
        int count = samples.x().length;
        if (count < LEAST_SAMPLES_TO_SMOOTH) {
            return 0;
        }
        int[] leftOut = new Random(1).ints(LEFT_OUT, 0, count).distinct().toArray();
        double best = 0;
        double least = errorOf(0, leftOut);
        for (int power = LEAST_POWER; power <= GREATEST_POWER; power++) {
            double candidate = Math.pow(10, power);
            double error = errorOf(candidate, leftOut);
            if (error < least * SMALLER) {
                least = error;
                best = candidate;
            }
        }
        return best;
    }

    /** The sum of squared errors at samples that are left out, one at a time. */
    private double errorOf(double candidate, int[] leftOut) {
        double sum = 0;
        for (int sample : leftOut) {
            double[] x = samples.x()[sample];
            int[] others = Arrays.stream(tree.nearest(x, NEIGHBOURS + 1))
                    .filter(neighbour -> neighbour != sample)
                    .toArray();
            sum += samples.counts()[sample] * KdTree.squaredDistance(at(x, others, candidate), samples.y()[sample]);
        }
        return sum;
    }

    @Override
    public String name() {
        return "local RBF";
    }

    @Override
    public double[] at(double[] x) {
        return at(x, tree.nearest(x, NEIGHBOURS), ridge);
    }

    private double[] at(double[] x, int[] neighbours, double ridge) {
        int count = neighbours.length;
        double radius = Math.sqrt(KdTree.squaredDistance(samples.x()[neighbours[count - 1]], x));
        if (radius == 0) {
            return samples.y()[neighbours[0]].clone();
        }
        // The point is the origin and the farthest neighbour has distance 1, which keeps the system well conditioned.
        double[][] local = new double[count][];
        for (int i = 0; i < count; i++) {
            double[] neighbour = samples.x()[neighbours[i]];
            local[i] = new double[x.length];
            for (int axis = 0; axis < x.length; axis++) {
                local[i][axis] = (neighbour[axis] - x[axis]) / radius;
            }
        }
        double[][] system = system(local);
        for (int i = 0; i < count; i++) {
            system[i][i] = ridge / samples.counts()[neighbours[i]];
        }
        DecompositionSolver solver = new LUDecomposition(new Array2DRowRealMatrix(system, false)).getSolver();
        if (!solver.isNonSingular()) {
            return NearestNeighbours.mean(samples, neighbours, x);
        }
        // The matrix is symmetric: its inverse times the basis at the point are the weights of the neighbours' values.
        RealVector weights = solver.solve(basis(local));
        double[] values = new double[samples.outputs()];
        Arrays.setAll(values, output -> value(neighbours, weights, output));
        return values;
    }

    private double value(int[] neighbours, RealVector weights, int output) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int i = 0; i < neighbours.length; i++) {
            double y = samples.y()[neighbours[i]][output];
            least = Math.min(least, y);
            greatest = Math.max(greatest, y);
            sum += weights.getEntry(i) * y;
        }
        double range = greatest - least;
        return Math.max(least - range, Math.min(greatest + range, sum));
    }

    private static double[][] system(double[][] points) {
        int count = points.length;
        int axes = points[0].length;
        double[][] matrix = new double[count + 1 + axes][count + 1 + axes];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                double squared = KdTree.squaredDistance(points[i], points[j]);
                matrix[i][j] = squared * Math.sqrt(squared);
                matrix[j][i] = matrix[i][j];
            }
            matrix[i][count] = 1;
            matrix[count][i] = 1;
            for (int axis = 0; axis < axes; axis++) {
                matrix[i][count + 1 + axis] = points[i][axis];
                matrix[count + 1 + axis][i] = points[i][axis];
            }
        }
        return matrix;
    }

    /** The basis functions at the origin. */
    private static RealVector basis(double[][] points) {
        double[] origin = new double[points[0].length];
        double[] basis = new double[points.length + 1 + origin.length];
        for (int i = 0; i < points.length; i++) {
            double squared = KdTree.squaredDistance(points[i], origin);
            basis[i] = squared * Math.sqrt(squared);
        }
        basis[points.length] = 1;
        return new ArrayRealVector(basis, false);
    }
}
