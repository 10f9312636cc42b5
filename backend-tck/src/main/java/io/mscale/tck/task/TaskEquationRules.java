package io.mscale.tck.task;

import static io.mscale.tck.task.TaskSubject.point;
import static io.mscale.tck.task.TaskSubject.require;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mscale.api.pde.BoundaryValueProblem;
import io.mscale.api.pde.BoundaryValueTask;
import io.mscale.api.random.RandomStream;
import io.mscale.api.task.FittingTask;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** 76x: the equation of a boundary-value task, at random points of its region. */
public interface TaskEquationRules extends TaskSubject {

    int EQUATION_POINTS = 200;

    /** As a share of the magnitudes of what is compared; a mistake in a formula is far more. */
    double EQUATION_TOLERANCE = 1e-5;

    /** Where all that is compared is near 0, this share of its mean magnitude counts. */
    double LEAST_SHARE_OF_MEAN = 1e-3;

    @Test
    default void required_spec761_gradientsAreThoseOfTheirFunctions() {
        BoundaryValueProblem problem = problem();
        checkGradient(problem, "solution", problem::solution, problem::solutionGradient);
        checkGradient(problem, "diffusion", problem::diffusion, problem::diffusionGradient);
    }

    /** -div(a grad u) + c u = f, by differences of a grad u, which rule 761 looks at. */
    @Test
    default void required_spec762_solutionSatisfiesTheEquation() {
        BoundaryValueProblem problem = problem();
        double[][] x = points(problem);
        double[] residuals = new double[x.length];
        double[] magnitudes = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double reaction = problem.reaction(x[i]) * problem.solution(x[i]);
            double source = problem.source(x[i]);
            double[] divergence = divergence(problem, x[i], reaction - source);
            residuals[i] = Math.abs(reaction - source - divergence[0]);
            magnitudes[i] = divergence[1] + Math.abs(reaction) + Math.abs(source);
        }
        double mean = Arrays.stream(magnitudes).average().orElseThrow();
        for (int i = 0; i < x.length; i++) {
            require(
                    residuals[i] <= EQUATION_TOLERANCE * Math.max(magnitudes[i], LEAST_SHARE_OF_MEAN * mean),
                    "at %s the equation does not hold: -div(a grad u) + c u - f is %.3g, the magnitudes of its terms"
                            + " are %.3g together",
                    Arrays.toString(x[i]),
                    residuals[i],
                    magnitudes[i]);
        }
    }

    @Test
    default void required_spec763_diffusionIsPositive() {
        BoundaryValueProblem problem = problem();
        for (double[] at : points(problem)) {
            double a = problem.diffusion(at);
            require(
                    a > 0 && Double.isFinite(a),
                    "diffusion is %s at %s, not a positive number",
                    a,
                    Arrays.toString(at));
        }
    }

    private BoundaryValueProblem problem() {
        FittingTask task = seeded(1);
        assumeTrue(task instanceof BoundaryValueTask, "is no boundary-value problem");
        return ((BoundaryValueTask) task).problem();
    }

    private static double[][] points(BoundaryValueProblem problem) {
        double[] x = problem.region().interior(EQUATION_POINTS, RandomStream.of(7, RandomStream.Purpose.TEST_POINTS));
        double[][] points = new double[EQUATION_POINTS][];
        Arrays.setAll(points, i -> point(x, problem.region().dimension(), i));
        return points;
    }

    /** div(a grad u) by the step that comes nearest to what it should be, and the sum of its terms' magnitudes. */
    private static double[] divergence(BoundaryValueProblem problem, double[] at, double wanted) {
        Differences differences = new Differences(problem.region());
        double[] nearest = {Double.POSITIVE_INFINITY, 0};
        for (double step : differences.steps(at)) {
            double[] sums = new double[2];
            for (int j = 0; j < at.length; j++) {
                int coordinate = j;
                double term = differences.slope(
                        x -> problem.diffusion(x) * problem.solutionGradient(x)[coordinate], at, j, step);
                sums[0] += term;
                sums[1] += Math.abs(term);
            }
            nearest = Math.abs(sums[0] - wanted) < Math.abs(nearest[0] - wanted) ? sums : nearest;
        }
        return nearest;
    }

    private static void checkGradient(
            BoundaryValueProblem problem,
            String name,
            ToDoubleFunction<double[]> function,
            UnaryOperator<double[]> gradient) {
        double[][] x = points(problem);
        double mean = Arrays.stream(x)
                .mapToDouble(at -> length(gradient.apply(at)))
                .average()
                .orElseThrow();
        for (double[] at : x) {
            double[] claimed = gradient.apply(at);
            require(claimed.length == at.length, "%sGradient has %d components", name, claimed.length);
            double magnitude = Math.max(length(claimed), LEAST_SHARE_OF_MEAN * mean);
            for (int j = 0; j < at.length; j++) {
                double slope = nearestSlope(problem, function, at, j, claimed[j]);
                require(
                        Math.abs(slope - claimed[j]) <= EQUATION_TOLERANCE * magnitude,
                        "%sGradient at %s has component %d %.6g; differences of %s give %.6g",
                        name,
                        Arrays.toString(at),
                        j,
                        claimed[j],
                        name,
                        slope);
            }
        }
    }

    private static double nearestSlope(
            BoundaryValueProblem problem,
            ToDoubleFunction<double[]> function,
            double[] at,
            int coordinate,
            double claimed) {
        Differences differences = new Differences(problem.region());
        double nearest = Double.POSITIVE_INFINITY;
        for (double step : differences.steps(at)) {
            double slope = differences.slope(function, at, coordinate, step);
            nearest = Math.abs(slope - claimed) < Math.abs(nearest - claimed) ? slope : nearest;
        }
        return nearest;
    }

    private static double length(double[] vector) {
        return Math.sqrt(Arrays.stream(vector).map(v -> v * v).sum());
    }
}
